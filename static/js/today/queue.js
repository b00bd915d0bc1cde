import { t } from "../words.js";
import { fill, fillRows, list, slot, template } from "./fill.js";
import { rowView } from "./lead_view.js";
import { letGo } from "./outcome_sheet.js";

const FIRST = 3;
const root = slot("queue");
const next = list("next", root);

export function connect(page) {
  root.addEventListener("click", (event) => {
    const row = event.target.closest("[data-lead]");
    if (event.target.closest("[data-whole]")) open(event.target.closest("[data-whole]"));
    if (row && !event.metaKey && !event.ctrlKey) pick(page, row, event);
  });
}

function open(button) {
  next.toggleAttribute("data-open", true);
  button.setAttribute("aria-expanded", "true");
  button.hidden = true;
}

/** A tap on somebody in the own sheet brings him to the front. */
function pick(page, row, event) {
  event.preventDefault();
  page.picked = Number(row.dataset.lead);
  letGo();
  page.render();
  scrollTo({ top: 0, behavior: "smooth" });
}

export function render({ sheet, queue, later, lead, skipped }) {
  if (!sheet) return;
  const rows = queue.map((item, index) => ({
    ...rowView(item, queue[index - 1] ?? lead, skipped),
    folded: index >= FIRST ? "" : null,
  }));
  fillRows(next, template("lead-row"), rows);
  fillRows(list("later", root), template("lead-row"), later.map((item) => rowView(item, item, skipped)));
  fill(root, {
    any: queue.length + later.length > 0,
    later: later.length > 0,
    more: queue.length > FIRST && !next.hasAttribute("data-open"),
    left_text: queue.length ? t("还有 %(n)s 位", { n: queue.length }) : "",
  });
}
