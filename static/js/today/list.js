import { t } from "../words.js";
import { fill, fillRows, list, slot, template } from "./fill.js";
import { enter } from "./enter.js";
import { idOf } from "./order.js";
import { claimView, endView, rowView } from "./views.js";

// Who comes next, who later, where more come from, and what the page says when nobody is left.
const FIRST = 3;
const root = slot("queue");
const next = list("next", root);

export function connect(page) {
  root.addEventListener("click", (event) => {
    const row = event.target.closest("[data-lead]");
    if (event.target.closest("[data-whole]")) next.toggleAttribute("data-open", true);
    if (row && !event.metaKey && !event.ctrlKey) pick(page, row, event);
    else page.render();
  });
  slot("claim").addEventListener("click", (event) => {
    enter(page, event);
    if (event.target.closest('[aria-disabled="true"]')) event.preventDefault();
  });
}

/** A tap on somebody in the own sheet brings him to the front. */
function pick(page, row, event) {
  event.preventDefault();
  page.bringUp(idOf(row.dataset.lead));
}

export function render(page) {
  if (page.sheet) showLists(page);
  else if (!page.root.dataset.user)
    wait({ title: t("现在没有可用的名单"), text: t("联网后会自动取来。") });
}

function showLists({ root: today, sheet, client, day, queue, later, lead, skipped }) {
  const rows = queue.map((item, index) => ({
    ...rowView(item, queue[index - 1] ?? lead, skipped),
    folded: index >= FIRST ? "" : null,
  }));
  fillRows(next, template("lead-row"), rows);
  fillRows(
    list("later", root),
    template("lead-row"),
    later.map((item) => rowView(item, item, skipped)),
  );
  fill(root, {
    any: rows.length + later.length > 0,
    later: later.length > 0,
    more: rows.length > FIRST && !next.hasAttribute("data-open"),
    left_text: rows.length ? t("还有 %(n)s 位", { n: rows.length }) : "",
  });
  fill(slot("claim"), claimView(sheet.quota, client.state.link === "ok"));
  slot("claim").hidden = false;
  today.toggleAttribute("data-nobody", !lead);
  only(lead ? null : day.calls || later.length ? "end" : "start");
  if (!lead) fill(slot("end"), endView(day, later));
}

function only(name) {
  for (const other of ["end", "start", "loading"]) slot(other).hidden = other !== name;
}

/** Why there is no list: {title, text}, and whether signing in would bring one. */
export function wait(words) {
  only("loading");
  fill(slot("loading"), words);
}
