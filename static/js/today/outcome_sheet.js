import { dropAll, hangUp, watchReturn } from "./dial.js";
import { deal, opened } from "./enter.js";
import { slot } from "./fill.js";
import { keyed } from "./outcome.js";
import * as form from "./outcome_form.js";
import { toastSaved } from "./toast.js";

// Where the outcome form stands: under the customer, or on a phone in a sheet after the call.
const dialog = slot("outcome");
const WON = "deal";
const wide = matchMedia("(min-width: 60rem)");

let page;

export const engagedWith = () => {
  return form.hasChosen() || dialog.matches(":modal") ? form.shownId() : null;
};

export function connect(shared) {
  page = shared;
  dialog.dataset.ready = "";
  stand();
  wide.addEventListener("change", stand);
  watchReturn(page, openOutcome);
  form.connect(page, done);
}

/** Wide: always there. A phone: only when asked for. */
function stand() {
  if (dialog.open) dialog.close();
  dialog.toggleAttribute("open", wide.matches);
}

export function openOutcome() {
  page.render();
  if (!wide.matches && page.lead && !dialog.open) dialog.showModal();
  dialog.querySelector("#outcome-title").focus();
}

export function render({ sheet, lead }) {
  if (!sheet) return;
  dialog.hidden = !lead;
  if (!lead) putAway();
  form.showKeys(keyed(sheet.dispositions));
  if (lead) form.show(lead);
}

function putAway() {
  if (dialog.matches(":modal")) dialog.close();
}

/** Lets the customer go without an outcome; what was typed for him stays his draft. */
export function letGo() {
  dropAll(page);
  putAside();
}

export function putAside() {
  page.lead = page.picked = null;
  form.forget();
  putAway();
}

function done(saved) {
  const { dial } = page;
  page.handled.set(saved.lead.id, saved.lead);
  page.guests.delete(saved.lead.id);
  hangUp(page);
  putAside();
  page.render();
  scrollTo(0, 0);
  slot("lead").querySelector("h2").focus({ preventScroll: true });
  toastSaved(page, { ...saved, dial: dial?.lead === saved.lead.id ? dial : null });
  if (saved.disposition.code === WON && !saved.lead.whose) opened(deal, page, { ...saved.lead, call: saved.record.id });
}
