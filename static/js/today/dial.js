import { copy } from "../elements/copy_text.js";
import { t } from "../words.js";
import { fill, fillRows, list, slot, template } from "./fill.js";
import { oftenText } from "./often.js";
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
  return kept && back.wall - kept.at < STALE ? { ...inPast(kept), back } : null;
}

/** The page's own clock began anew, also for a call that waits while another is on. */
const inPast = (dial) => ({ ...dial, mono: null, held: dial.held ? inPast(dial.held) : null });

/** The tap on the number. The link does the dialling itself unless a reason is to be asked. */
export function dial(page, link, event) {
  const question = questionFor(page);
  const rings = isRinging(page);
  if (question && !rings) {
    event.preventDefault();
    return askWhy(page, link, question);
  }
  if (rings || !isPhone()) {
    event.preventDefault();
    take(link);
  }
  if (!rings) begin(page, "");
}

const take = ({ href }) => copy(href.replace("tel:", ""));

/** What is asked before this call: the number was called too often, or the hour is odd. */
function questionFor({ lead, day, now, dial: current }) {
  if (current?.lead === lead.id && current.reason) return null;
  const often = oftenText(lead, now(), day.often);
  if (often) {
    const text = t("%(often)s要现在打,先问主管。", { often });
    return { title: t("打得太勤了"), text, said: TOO_OFTEN, reasons: [t("主管同意再打"), t("客户刚要求回电")] };
  }
  return isCold(lead) && isQuiet(now(), day) ? oddHour() : null;
}

const TOO_OFTEN = "超过次数:%(reason)s";
const ODD_HOUR = "时段外拨打:%(reason)s";

function oddHour() {
  const reasons = ["客户要求这个时间", "客户刚发来消息", "外地时差或行业作息", "其他"].map((text) =>
    t(text),
  );
  const text = t("早上 9 点前、晚上 8 点后和休息日,主动打给客户要写明原因。");
  return { title: t("为什么现在打?"), text, reasons, said: ODD_HOUR };
}

async function askWhy(page, link, question) {
  const reason = await askReason(question);
  if (!reason) return;
  begin(page, t(question.said, { reason }));
  if (isPhone()) location.href = link.href;
  else take(link);
}

function begin(page, reason) {
  keep(page, { lead: page.lead.id, at: Date.now(), mono: performance.now(), back: null, reason });
  page.render();
}

/** The call is logged, or nobody wants it: one that it had interrupted goes on. */
export const hangUp = (page) => keep(page, page.dial?.held ?? null);
export const dropAll = (page) => keep(page, null);
export const isRinging = ({ dial, lead }) => dial?.direction === "in" && dial.lead === lead?.id;

/** A customer rings: the call began with the tap on the button. One that was on before is over, and
    waits; `instead`: it was taken for another customer's at first. */
export function takeCall(page, lead, { at, mono, caller, instead }) {
  const before = instead ? page.dial?.held : page.dial;
  const waits = before && before.lead !== lead.id;
  const held = waits ? { ...before, back: before.back ?? { wall: at, mono } } : null;
  keep(page, { lead: lead.id, at, mono, back: null, reason: "", direction: "in", caller, held });
}

/** A call that was taken back is there again with its own time. */
export const resume = (page, dial) => keep(page, dial);

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
  const since = started?.direction === "in" ? t("距来电") : t("距拨号");
  fill(slot("outcome"), { elapsed, since });
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
