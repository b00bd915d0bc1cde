import { t } from "../words.js";
import { resume } from "./dial.js";
import { fill, slot } from "./fill.js";
import { retryOf } from "./outcome.js";
import { dayName } from "./time.js";

const SECONDS = 10;
const holder = slot("toast");
const blank = holder.firstElementChild;

let timer = 0;
let last = null;

/** "Saved on this phone": ten seconds to take it back, and never in the way. */
export function toastSaved(page, saved) {
  last = { page, ...saved };
  const { lead, disposition } = saved;
  const text = [
    `${lead.name} ${disposition.label}`,
    again(page, disposition),
    t("已存本机 · 10秒内可撤销"),
  ];
  show(text.filter(Boolean).join(" · "), true);
}

/** Something else than a call was saved; `back` is what is to be done once it was taken back. */
export function toastKept(page, record, text, back) {
  last = { page, record, back };
  show(`${text} · ${t("已存本机 · 10秒内可撤销")}`, true);
}

function again({ day, now }, disposition) {
  const next = retryOf(disposition, now(), day);
  return next && t("%(when)s 再试", { when: `${dayName(next.date, day.date)} ${next.clock}` });
}

function show(text, undoable) {
  clearTimeout(timer);
  const toast = blank.cloneNode(true);
  fill(toast, { text });
  toast.hidden = false;
  toast.toggleAttribute("data-timed", undoable);
  const button = toast.querySelector("[data-undo]");
  button.hidden = !undoable;
  button.addEventListener("click", undo);
  holder.replaceChildren(toast);
  timer = setTimeout(hide, SECONDS * 1000);
}

/** A word in passing; nothing can be taken back any more. */
export const say = (text) => show(text, false);

function hide() {
  last = null;
  holder.replaceChildren();
}

/** Takes the last record back and brings its customer back with what was typed. */
export async function undo() {
  if (!last) return;
  const { page, record, lead, draft, dial, back } = last;
  hide();
  try {
    await page.client.undo(record.id);
  } catch {
    return say(t("来不及撤销了,可以再记一次。"));
  }
  if (back) return back();
  await page.client.saveDraft(lead.id, draft);
  page.handled.delete(lead.id);
  page.sheet = await page.client.sheet();
  if (dial?.direction) page.guests.set(lead.id, lead);
  const { dial: current } = page;
  page.bringUp(lead.id);
  resume(page, dial && { ...dial, held: current });
  page.render();
  say(t("已撤销:%(name)s 又回到最前。", lead));
}
