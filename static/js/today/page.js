import { openClient } from "../sync/client.js";
import { Here } from "../sync/here.js";
import { worldOf } from "../sync/world.js";
import * as arrival from "./arrival_notice.js";
import * as customer from "./customer.js";
import * as dial from "./dial.js";
import { slot } from "./fill.js";
import * as list from "./list.js";
import { arrange, currentOf, isPromise, withoutHandled } from "./order.js";
import * as outcome from "./outcome_sheet.js";
import * as ring from "./ring.js";
import * as status from "./status.js";
import { read, write } from "./store.js";
import { dayNow } from "./time.js";
import { t } from "../words.js";

const PARTS = [status, customer, ring, outcome, list, dial, arrival];
const TICK = 15000;
const IDLE = 60000;
const PATIENCE = 1500;
const root = document.getElementById("today");
const front = () => document.querySelector("#outcome [name=lead]").value;
let waiting;

/** What the parts of the page share. */
const page = {
  root,
  user: null,
  client: null,
  loaded: null,
  sheet: null,
  handled: new Map(),
  guests: new Map(),
  names: {},
  picked: null,
  dial: null,
  now: () => Date.now() + (page.client?.state.skewMs ?? 0),
  touched: Date.now(),
  engaged: () => page.dial?.lead ?? outcome.engagedWith() ?? inHand(),
  render,
  bringUp,
};

async function start() {
  const key = taken("key");
  const user = served() ?? (await lastHere());
  if (!user) return nobody();
  page.user = user;
  page.client = await openClient({ user, key });
  page.dial = dial.resumeDial();
  page.picked = Number(new URLSearchParams(location.search).get("lead")) || null;
  await ring.bringBack(page);
  for (const part of PARTS) part.connect?.(page);
  for (const event of ["sheet", "outbox"]) page.client.addEventListener(event, load);
  page.client.addEventListener("state", render);
  for (const event of ["outdated", "blocked"])
    page.client.addEventListener(event, () => status.mustReload(page));
  document.addEventListener("sheet-changed", () => page.client.pull());
  setInterval(render, TICK);
  for (const event of ["pointerdown", "keydown", "scroll"])
    addEventListener(event, touch, { passive: true });
  render();
  page.loaded = freshest().then(load);
  if (matchMedia("(hover: hover)").matches) (await import("./keys.js")).connect(page);
  await page.loaded;
  if (page.dial) outcome.openOutcome();
}

/** Whose page the server made, and in which light he likes it; the shell knows neither. */
function served() {
  const { user, login, name } = root.dataset;
  const look = document.documentElement.dataset;
  if (user) write("theme", look.theme);
  else look.theme = read("theme", "auto");
  return user ? { id: Number(user), login, name } : null;
}

/** What opens his records comes with the page, and does not stay in it. */
function taken(name) {
  const value = root.dataset[name];
  delete root.dataset[name];
  return value;
}

async function lastHere() {
  const here = new Here(worldOf());
  return here.last().finally(() => here.close());
}

/** A page just served is newer than what this phone kept, unless records of it still wait here. */
async function freshest() {
  const pulled = page.client.pull().catch(() => {});
  const newer = root.dataset.user && page.client.state.waiting === 0;
  if (newer) await Promise.race([pulled, new Promise((resolve) => setTimeout(resolve, PATIENCE))]);
}

function touch() {
  page.touched = Date.now();
}

/** Nobody's number changes under a thumb: who is shown stays until a minute without a touch. */
function inHand() {
  return Date.now() - page.touched < IDLE ? page.lead?.id : null;
}

async function load() {
  page.sheet = await page.client.sheet();
  const { leads = [], called = [], unentered = [] } = page.sheet ?? {};
  for (const { id, name } of [...unentered, ...leads, ...called]) page.names[id] = name;
  render();
}

function render() {
  if (page.sheet) settle();
  for (const part of PARTS) part.render?.(page);
}

/** Puts somebody in front, whoever was there. */
function bringUp(id) {
  outcome.letGo();
  page.picked = id;
  render();
  scrollTo(0, 0);
}

/** Who is on the page now, and who comes next. */
function settle() {
  const now = page.now();
  page.day = dayNow(page.sheet.day, now);
  page.skipped = read(`skipped.${page.day.date}`, {});
  const leads = withoutHandled(page.sheet.leads, page.handled);
  const { queue, later } = arrange(leads, now, page.skipped);
  page.lead = currentOf({ queue, later, guests: page.guests.values() }, { engaged: page.engaged(), picked: page.picked });
  page.due = queue[0] !== page.lead && isPromise(queue[0]) ? queue[0] : null;
  page.queue = queue.filter((lead) => lead !== page.lead);
  page.later = later.filter((lead) => lead !== page.lead);
}

/** The shell of a phone that nobody is signed in on. */
function nobody() {
  slot("top").hidden = true;
  list.wait({ title: t("这台手机上还没有名单"), text: t("请先联网登录一次。"), sign_in: true });
}

/** Without storage the page still works as the server made it: forms are sent as they are. */
function plain() {
  slot("outcome").dataset.plain = "";
  if (!root.dataset.user)
    list.wait({
      title: t("现在没有可用的名单"),
      text: t("这个浏览器不能在本机存记录,请联网使用。"),
    });
}

/** The page stands before its sheet is read: a tap in that moment waits for it, and counts if the
    same customer is in front then. */
function hold(event) {
  const control = event.target.closest("[data-dial], [data-log], [data-message], [data-skip], .key");
  if (!control) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const [lead, key] = [front(), `.key[value="${control.value}"]`];
  waiting = () => lead === front() && (document.querySelector(key) ?? control).click();
}

function letThrough() {
  removeEventListener("click", hold, true);
  waiting?.();
}

addEventListener("click", hold, true);
start().catch(plain).finally(letThrough);
