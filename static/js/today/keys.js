import "../elements/sound_switch.js";
import { searchObjections, skip } from "./customer.js";
import { slot } from "./fill.js";
import { hasChosen, pressKey, submit } from "./outcome_form.js";
import { ring } from "./ring.js";
import { read, write } from "./store.js";
import { undo } from "./toast.js";

const help = document.getElementById("help");
const toggle = help.querySelector("[data-single-keys]");
const TYPING = "textarea, select, input:not([type=radio], [type=checkbox])";

export function connect(page) {
  toggle.checked = read("keys", true);
  toggle.addEventListener("change", () => write("keys", toggle.checked));
  document.addEventListener("keydown", (event) => {
    if (!toggle.checked || isBusy(event)) return;
    const action = actionOf(event.key.normalize("NFKC"), page);
    if (!action) return;
    event.preventDefault();
    action();
  });
}

function isBusy({ target, ctrlKey, metaKey, altKey, isComposing, repeat }) {
  const dialogOpen = document.querySelector("dialog:modal:not(#outcome)");
  return ctrlKey || metaKey || altKey || isComposing || repeat || target.closest(TYPING) || dialogOpen;
}

function actionOf(key, page) {
  if (key === "?") return () => help.showModal();
  if (key === "/") return searchObjections;
  if (key === "u") return undo;
  if (key === "i") return () => ring(page);
  if (!page.lead) return null;
  if (/^[1-9]$/.test(key)) return () => pressKey(Number(key));
  if (key === "c") return () => slot("lead").querySelector("[data-dial]").click();
  if (key === "n") return () => (hasChosen() ? submit() : skip(page));
  return null;
}
