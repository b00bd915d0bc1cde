import { t } from "../words.js";
import { askReason, dial, isRinging } from "./dial.js";
import { fill, fillRows, list, slot, template } from "./fill.js";
import { letGo, openOutcome } from "./outcome_sheet.js";
import { read, write } from "./store.js";
import { leadView, noteView } from "./views.js";

const root = slot("lead");
const words = slot("words");

export function connect(page) {
  root.addEventListener("click", (event) => {
    const link = event.target.closest("[data-dial]");
    if (!page.lead) return;
    if (link) dial(page, link, event);
    if (event.target.closest("[data-skip]")) skip(page);
  });
  openWords();
  for (const button of document.querySelectorAll("[data-log]")) {
    button.addEventListener("click", openOutcome);
  }
}

export function render(page) {
  const { sheet, lead, now } = page;
  if (!sheet) return;
  showWords(page);
  root.hidden = !lead;
  if (!lead) return;
  fill(root, { ...leadView(lead, now(), page.day), ringing: isRinging(page), dial_hint: hint(page) });
  root.toggleAttribute("data-stranger", Boolean(lead.whose));
  const notes = lead.notes.slice(0, 3).map((note) => noteView(note, now()));
  fillRows(list("notes", root), template("note-row"), notes);
  const others = lead.phones.slice(1).map((phone) => ({ ...phone, tel: `tel:${phone.dial}` }));
  fillRows(list("phones", root), template("phone-row"), others);
}

function hint(page) {
  const { lead, dial: started } = page;
  if (isRinging(page)) return t("客户来电,正在计时");
  return started?.lead === lead.id ? t("已复制,正在计时") : t("点一下复制,开始计时");
}

/** Puts the lead at the end of the day; the reason is asked once. */
export async function skip(page) {
  const { lead, day } = page;
  if (isRinging(page)) return;
  const key = `skipped.${day.date}`;
  const skipped = read(key, {});
  const reason = skipped[lead.id] ?? (await askReason(skipQuestion(lead)));
  if (!reason) return;
  write(key, { ...skipped, [lead.id]: reason });
  letGo();
  page.render();
}

function skipQuestion({ name }) {
  const reasons = ["现在不方便打", "资料不全,先查一下", "等同事的消息", "其他"].map((text) =>
    t(text),
  );
  return {
    title: t("为什么先跳过%(name)s?", { name }),
    text: t("会排到今天名单的最后,只问这一次。"),
    reasons,
  };
}

function openWords() {
  const wide = matchMedia("(min-width: 60rem)");
  const open = () => {
    for (const name of ["script", "objection"]) panel(name).open = wide.matches;
  };
  words.addEventListener("toggle", searchable, { capture: true, once: true });
  open();
  wide.addEventListener("change", open);
}

const searchable = () => import("../elements/filter_list.js").catch(() => {});
const panel = (name) => words.querySelector(`[data-words="${name}"]`);

export function searchObjections() {
  panel("objection").open = true;
  words.querySelector("[data-search]").focus();
}

function showWords({ sheet, lead }) {
  words.hidden = sheet.scripts.length === 0;
  const script = sheet.scripts.find(({ id }) => id === lead?.script);
  fill(words, { script: Boolean(script), script_title: script?.title, script_body: script?.body });
  for (const kind of ["objection", "product"]) {
    const items = sheet.scripts.filter((item) => item.kind === kind);
    fillRows(
      list(kind, words),
      template("script-row"),
      items.map(({ title, body }) => ({ title, body })),
    );
  }
}
