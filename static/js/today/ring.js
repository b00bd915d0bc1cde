import { hangUp, isRinging, takeCall } from "./dial.js";
import { deal, form, opened } from "./enter.js";
import { slot } from "./fill.js";
import { putAside } from "./outcome_sheet.js";

// A customer rings. The call begins with the tap on the button, before anybody knows who it is.
const SOON = 2000;
const incoming = () => import("./incoming.js");
const messages = () => import("./messages.js");
const rare = [incoming, messages, form, deal];
const button = document.querySelector("[data-ring]");

export function connect(page) {
  button.addEventListener("click", () => ring(page));
  setTimeout(() => rare.forEach((load) => load().catch(() => {})), SOON);
  slot("lead").addEventListener("click", ({ target }) => {
    if (page.lead && target.closest("[data-message]")) opened(messages, page);
    if (target.closest("[data-another]")) ring(page, { ...page.dial, instead: true });
    if (target.closest("[data-cancel]")) cancel(page);
  });
}

/** Opens the search; its script comes after the page stands, where it is not kept already. */
export function ring(page, started = { at: Date.now(), mono: performance.now() }) {
  return opened(incoming, page, started, answer);
}

/** Who rings comes to the front; whoever was there, and what was typed for him, waits. */
function answer(page, lead, started) {
  page.guests.set(lead.id, lead);
  page.names[lead.id] = lead.name;
  putAside();
  takeCall(page, lead, started);
  keepGuest(page, lead);
  toFront(page);
}

function cancel(page) {
  if (!isRinging(page)) return;
  page.guests.delete(page.lead.id);
  putAside();
  hangUp(page);
  toFront(page);
}

function toFront(page) {
  page.render();
  scrollTo(0, 0);
  slot("lead").querySelector("h2").focus({ preventScroll: true });
}

/** A phone may throw the page away while he talks: who rings is kept with what is typed for him. */
async function keepGuest({ client }, lead) {
  await client.saveDraft(lead.id, { ...(await client.draft(lead.id)), guest: lead }).catch(() => {});
}

/** After that, also those whose call waits until this one is over. */
export async function bringBack(page) {
  for (let call = page.dial; call; call = call.held) {
    const draft = await page.client.draft(call.lead);
    if (draft?.guest) page.guests.set(call.lead, draft.guest);
  }
}
