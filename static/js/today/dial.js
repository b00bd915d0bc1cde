import { copy } from "../elements/copy_text.js";
import { t } from "../words.js";
import { fill, fillRows, list, slot, template } from "./fill.js";
import { secondsOf } from "./outcome.js";
import { read, write } from "./store.js";
import { clockText, isCold, isQuiet } from "./time.js";

const STALE = 2 * 3600 * 1000;
const NEAR = 1500;
const bar = slot("call");
const asking = document.getElementById("reason");

/** A phone dials; a wide screen with a mouse copies the number for the desk phone. */
export const isPhone = () => !matchMedia("(min-width: 60rem) and (pointer: fine)").matches;

/** A tap from before the phone threw the page away; the call is over when it is back. */
export function resumeDial() {
  const kept = read("dial");
  const back = { wall: Date.now(), mono: performance.now() };
  return kept && back.wall - kept.at < STALE ? { ...kept, mono: null, back } : null;
}

/** The tap on the number. The link does the dialling itself unless a reason is to be asked. */
export function dial(page, link, event) {
  if (needsReason(page)) {
    event.preventDefault();
    return askWhy(page, link);
  }
  if (!isPhone()) {
    event.preventDefault();
    copy(link.href.replace("tel:", ""));
  }
  begin(page, "");
}

/** A tap before the sheet is read waits for it, and counts if the same customer is in front then. */
export async function dialSoon(page, link, event) {
  event.preventDefault();
  await page.loaded;
  if (!page.lead?.phones.some(({ dial: number }) => link.href === `tel:${number}`)) return;
  if (needsReason(page)) return askWhy(page, link);
  begin(page, "");
  follow(link);
}

const follow = (link) => {
  if (isPhone()) location.href = link.href;
  else copy(link.href.replace("tel:", ""));
};

function needsReason({ lead, day, now, dial: current }) {
  const given = current?.lead === lead.id && current.reason;
  return !given && isCold(lead) && isQuiet(now(), day);
}

async function askWhy(page, link) {
  const reasons = ["客户要求这个时间", "客户刚发来消息", "外地时差或行业作息", "其他"].map((text) =>
    t(text),
  );
  const text = t("早上 9 点前、晚上 8 点后和休息日,主动打给客户要写明原因。");
  const reason = await askReason({ title: t("为什么现在打?"), text, reasons });
  if (!reason) return;
  begin(page, t("时段外拨打:%(reason)s", { reason }));
  follow(link);
}

function begin(page, reason) {
  keep(page, { lead: page.lead.id, at: Date.now(), mono: performance.now(), back: null, reason });
  page.render();
}

export const hangUp = (page) => keep(page, null);

function keep(page, started) {
  page.dial = started;
  write("dial", started);
}

/** Calls `back` when the page is seen again after a tap on the number. */
export function watchReturn(page, back) {
  const returned = () => {
    if (!page.dial || page.dial.back) return;
    page.dial.back = { wall: Date.now(), mono: performance.now() };
    back();
  };
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") returned();
    else if (page.dial) page.dial.back = null;
  });
  addEventListener("focus", () => {
    const here = document.visibilityState === "visible" && isPhone();
    if (here && page.dial && Date.now() - page.dial.at > NEAR) returned();
  });
}

export function connect(page) {
  setInterval(() => render(page), 1000);
}

/** How long ago the number was tapped; on a phone also while the outcome sheet is down. */
export function render({ dial: started, lead }) {
  const active = Boolean(started && lead && started.lead === lead.id);
  const clocks = { wall: Date.now(), mono: performance.now() };
  const elapsed = active ? clockText(secondsOf(started, clocks)) : "";
  fill(slot("outcome"), { elapsed });
  fill(bar, { elapsed, name: lead?.name });
  bar.hidden = !active;
}

/** Asks for one of a few reasons, one tap; resolves with it, or "" when closed. */
export function askReason({ title, text, reasons }) {
  fill(asking, { title, text });
  fillRows(
    list("reasons", asking),
    template("reason-key"),
    reasons.map((value) => ({ value })),
  );
  asking.returnValue = "";
  asking.showModal();
  return new Promise((resolve) => {
    asking.addEventListener("close", () => resolve(asking.returnValue), { once: true });
  });
}
