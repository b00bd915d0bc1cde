import { fill, slot } from "./fill.js";
import { topView } from "./sheet_view.js";
import { linkView } from "./status_view.js";

const root = slot("top");
const badge = root.querySelector("[data-link]");
const sprite = badge.querySelector("use").getAttribute("href").split("#")[0];

export function render({ client, sheet, day, now }) {
  const view = linkView(client.state, sprite);
  fill(root, view);
  fill(slot("unsent"), view);
  badge.dataset.link = view.link;
  if (sheet) showDay(topView(day, now()));
}

function showDay(view) {
  fill(root, view);
  root.querySelector(".top__window").toggleAttribute("data-open", view.open);
}
