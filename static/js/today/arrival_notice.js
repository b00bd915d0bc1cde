import { arrivalText, Arrivals, EVERY } from "./arrivals.js";
import { fill, slot } from "./fill.js";
import { read } from "./store.js";

// A banner over the sheet with one tap to the new customer, and a sound where the rep wants it.
const banner = slot("arrival");
const sound = () => import("./sound.js");
const isLoud = () => read("sound", false);

let arrivals;

export function connect(page) {
  arrivals = new Arrivals(page.user.id);
  banner.querySelector("button").addEventListener("click", () => open(page));
  const lookAwake = () => isAwake() && look(page);
  document.addEventListener("visibilitychange", lookAwake);
  setInterval(lookAwake, EVERY);
  lookAwake();
  if (isLoud()) unlockByTouch();
}

/** Nobody sees a page in the background, but he may hear it. */
const isAwake = () => document.visibilityState === "visible" || isLoud();

async function look(page) {
  if (page.client.state.link !== "ok") return;
  const said = await arrivals.look();
  if (said === "new" && isLoud()) sound().then(({ chime }) => chime()).catch(() => {});
  if (said) page.client.pull();
  render(page);
}

export function render({ sheet, handled }) {
  const [first, ...more] = sheet ? arrivals.waiting({ handled, called: sheet.called }) : [];
  banner.hidden = !first;
  if (first) fill(banner, { text: arrivalText([first, ...more]) });
}

/** The lead comes to the front; where the sheet is too long for it, its own page opens. */
async function open(page) {
  const [first] = arrivals.waiting({ handled: page.handled, called: page.sheet.called });
  arrivals.open(first);
  if (!isListed(page, first)) {
    await page.client.pull();
    page.sheet = (await page.client.sheet()) ?? page.sheet;
  }
  if (isListed(page, first)) page.bringUp(first.lead);
  else location.assign(`/leads/${first.lead}`);
}

const isListed = ({ sheet }, { lead }) => sheet.leads.some(({ id }) => id === lead);

/** A browser lets a page sound only after somebody has touched it. */
function unlockByTouch() {
  const unlock = () => sound().then((part) => part.unlock()).catch(() => {});
  for (const event of ["pointerdown", "keydown"]) addEventListener(event, unlock, { once: true, passive: true });
}
