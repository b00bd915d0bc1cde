import { t } from "../words.js";
import { dayName, workingDays } from "./days.js";
import { clockOf, dateOf, instantOf } from "./shanghai.js";

/** What the top line says of the call windows (rules.md §3). */
export function windowLine(now, day) {
  if (!day.working) return closed(day, t("今天休息"));
  const clock = clockOf(now);
  const current = day.windows.find(([start, end]) => start <= clock && clock < end);
  if (current) {
    const minutes = Math.ceil((instantOf(day.date, current[1]) - now) / 60000);
    return { open: true, text: t("拨打时段 还剩%(minutes)s分钟", { minutes }) };
  }
  const next = day.windows.find(([start]) => clock < start);
  if (next) return { open: false, text: t("下一时段 %(clock)s开始", { clock: next[0] }) };
  return closed(day, t("今天的时段已过"));
}

function closed(day, text) {
  const next = nextWindow(instantOf(day.date, "23:59"), day);
  const when = `${dayName(next.date, day.date)} ${next.clock}`;
  return { open: false, text: `${text} · ${t("%(when)s 开始", { when })}` };
}

/** The window to try again in: the next that begins after now. */
export function nextWindow(now, day) {
  const clock = clockOf(now);
  const today = day.working && dateOf(now) === day.date;
  const left = today ? day.windows.find(([start]) => clock < start) : null;
  if (left) return { date: day.date, clock: left[0] };
  return { date: workingDays(day, 1)[0], clock: day.windows[0][0] };
}

/** Whether a cold call now needs a reason: too early, too late, or a free day. */
export function isQuiet(now, day) {
  const clock = clockOf(now);
  return !day.working || clock < day.quiet[0] || clock >= day.quiet[1];
}

export const isCold = (lead) => lead.section !== "call_back";
