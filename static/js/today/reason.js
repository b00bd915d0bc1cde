import { fill, fillRows, list, template } from "./fill.js";

const dialog = document.getElementById("reason");

/** Asks for one of a few reasons, one tap; resolves with it, or "" when closed. */
export function askReason({ title, text, reasons }) {
  fill(dialog, { title, text });
  fillRows(
    list("reasons", dialog),
    template("reason-key"),
    reasons.map((value) => ({ value })),
  );
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => resolve(dialog.returnValue), { once: true });
  });
}
