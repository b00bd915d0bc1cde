import { fill, slot } from "./fill.js";
import { claimView } from "./sheet_view.js";

const root = slot("claim");

export function connect() {
  root.addEventListener("click", (event) => {
    if (event.target.closest('[aria-disabled="true"]')) event.preventDefault();
  });
}

export function render({ sheet, client }) {
  root.hidden = !sheet;
  if (sheet) fill(root, claimView(sheet.quota, client.state.link === "ok"));
}
