import { fill, fillRows, list, slot, template } from "./fill.js";

const root = slot("words");

export function connect() {
  const wide = matchMedia("(min-width: 60rem)");
  const open = () => {
    for (const name of ["script", "objection"]) panel(name).open = wide.matches;
  };
  open();
  wide.addEventListener("change", open);
}

const panel = (name) => root.querySelector(`[data-words="${name}"]`);

export function searchObjections() {
  panel("objection").open = true;
  root.querySelector("[data-search]").focus();
}

export function render({ sheet, lead }) {
  if (!sheet) return;
  root.hidden = sheet.scripts.length === 0;
  const script = sheet.scripts.find(({ id }) => id === lead?.script);
  fill(root, { script: Boolean(script), script_title: script?.title, script_body: script?.body });
  for (const kind of ["objection", "product"]) {
    const items = sheet.scripts.filter((item) => item.kind === kind);
    fillRows(list(kind, root), template("script-row"), items.map(({ title, body }) => ({ title, body })));
  }
}
