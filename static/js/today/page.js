import { openClient } from "../sync/client.js";
import * as callBar from "./call_bar.js";
import * as claim from "./claim.js";
import * as customer from "./customer.js";
import { dayNow } from "./days.js";
import { resumeDial } from "./dial.js";
import * as end from "./end.js";
import * as keys from "./keys.js";
import * as notices from "./notices.js";
import { arrange, currentOf, withoutHandled } from "./order.js";
import * as outcome from "./outcome_sheet.js";
import * as queue from "./queue.js";
import { read } from "./store.js";
import * as top from "./top.js";
import * as unsent from "./unsent.js";
import { whoIs } from "./who.js";
import * as words from "./words_panel.js";

const PARTS = [top, notices, customer, outcome, words, queue, claim, end, unsent, callBar, keys];
const TICK = 15000;

const root = document.getElementById("today");

/** What the parts of the page share. */
const page = {
  root,
  user: whoIs(root),
  client: null,
  sheet: null,
  handled: new Map(),
  picked: null,
  dial: null,
  now: () => Date.now() + (page.client?.state.skewMs ?? 0),
  engaged: () => page.dial?.lead ?? outcome.engagedWith(),
  render,
};

async function start() {
  if (!page.user) return end.nobody();
  page.client = await openClient({ user: page.user });
  page.dial = resumeDial();
  for (const part of PARTS) part.connect?.(page);
  for (const event of ["sheet", "outbox"]) page.client.addEventListener(event, load);
  page.client.addEventListener("state", render);
  document.addEventListener("sheet-changed", () => page.client.pull());
  setInterval(render, TICK);
  await load();
  page.client.pull();
}

async function load() {
  page.sheet = await page.client.sheet();
  render();
}

function render() {
  if (page.sheet) settle();
  for (const part of PARTS) part.render?.(page);
}

/** Who is on the page now, and who comes next. */
function settle() {
  const now = page.now();
  page.day = dayNow(page.sheet.day, now);
  page.skipped = read(`skipped.${page.day.date}`, {});
  const leads = withoutHandled(page.sheet.leads, page.handled);
  const { queue, later } = arrange(leads, now, page.skipped);
  page.lead = currentOf({ queue, later }, { engaged: page.engaged(), picked: page.picked });
  page.queue = queue.filter((lead) => lead !== page.lead);
  page.later = later.filter((lead) => lead !== page.lead);
}

start().catch(() => end.plain());
