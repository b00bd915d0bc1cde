import { callerView, digitsOf, FEWEST, onThisPhone, searchWords, together } from "./callers.js";
import { fill, fillRows, list, template } from "./fill.js";
import { enter } from "./enter.js";
import { idOf } from "./order.js";
import { clockOf } from "./time.js";

// A customer rings: one field finds him, also offline. The call began with the tap that opened it.
const dialog = document.getElementById("incoming");
const field = dialog.querySelector("[data-digits]");
const PAUSE = 250;
const PATIENCE = 6000;

let page;
let started;
let take;
let found = [];
let asking = null;

field.addEventListener("input", search);
field.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.isComposing) return;
  event.preventDefault();
  list("callers", dialog).querySelector("button")?.click();
});
dialog.addEventListener("click", (event) => {
  if (enter(page, event, field.value)) dialog.close();
});
dialog.addEventListener("close", () => {
  asking?.abort();
  asking = null;
});
list("callers", dialog).addEventListener("click", ({ target }) => {
  const id = idOf(target.closest("[data-caller]")?.dataset.caller);
  const lead = found.find((one) => one.id === id);
  if (!lead) return;
  dialog.close();
  take(page, lead, { ...started, caller: lead.caller });
});

/** `taken` is told whom the rep found: (page, lead, {…since, caller}). */
export function open(shared, since, taken) {
  page = shared;
  started = since;
  take = taken;
  field.value = "";
  fill(dialog, { since: clockOf(started.at) });
  if (!dialog.open) dialog.showModal();
  search();
  if (!page.sheet) page.loaded?.then(search);
}

/** At once among those on this phone; with digits enough, a moment later everywhere. */
async function search() {
  asking?.abort();
  const mine = (asking = new AbortController());
  const digits = digitsOf(field.value);
  const here = page.sheet ? onThisPhone(page.sheet, field.value) : [];
  show(here, digits, {});
  if (digits.length < FEWEST) return;
  await new Promise((resolve) => setTimeout(resolve, PAUSE));
  if (asking !== mine) return;
  const heard = await ask(digits, mine);
  if (asking !== mine) return;
  show(together(here, heard, digits), digits, { reached: Boolean(heard), more: heard?.more });
}

/** The server's word, or null: no network, a portal's page, nobody signed in. */
async function ask(digits, mine) {
  const patience = setTimeout(() => mine.abort(), PATIENCE);
  try {
    const answer = await fetch(`/callers?digits=${digits}`, {
      headers: { accept: "application/json" },
      cache: "no-store",
      redirect: "manual",
      signal: mine.signal,
    });
    const body = answer.ok ? await answer.json() : null;
    return body?.proto === 1 ? body : null;
  } catch {
    return null;
  } finally {
    clearTimeout(patience);
  }
}

function show(leads, digits, reach) {
  found = leads;
  const rows = leads.map((lead) => callerView(lead, page.now()));
  fillRows(list("callers", dialog), template("caller-row"), rows);
  fill(dialog, searchWords(digits, leads.length, reach));
}
