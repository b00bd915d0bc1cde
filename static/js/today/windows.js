import { t } from "../words.js";
import { clockOf, dateOf, dayAfter, dayName, instantOf, weekdayOf } from "./time.js";

/** The sheet's day as of now: one pulled yesterday has no figures for today yet. */
export function dayNow(day, now) {
  const date = dateOf(now);
  const windows = day.windows.length ? day.windows : [day.quiet];
  if (day.date === date) return { ...day, windows };
  const working = workingDays(day, 15).includes(date);
  return { ...day, date, working, windows, calls: 0, leads_called: 0, connected: 0, interested: 0 };
}

/** The next working days after the day: as the server listed them, else Monday to Friday. */
export function workingDays(day, count) {
  const after = (date) => date > day.date;
  const days = (day.working_days ?? [day.next_working_day]).filter(after).slice(0, count);
  while (days.length < count) {
    let next = dayAfter(days.at(-1) ?? day.date);
    while (weekdayOf(next) > 5) next = dayAfter(next);
    days.push(next);
  }
  return days;
}

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

/** The times offered for the next contact, nearest first: [{value, label}]. */
export function timeChoices(now, day, { far }) {
  const days = workingDays(day, 10);
  const [early, late] = [day.windows[0][0], day.windows.at(-1)[0]];
  const soon = [
    [days[0], early],
    [endOfWeek(days), late],
  ];
  const weeks = [
    [days[4], early],
    [days[9], early],
  ];
  const still = day.working && clockOf(now) < late ? [[day.date, late]] : [];
  const offered = far ? weeks : [...still, ...soon];
  return offered.map(([date, clock]) => choice(date, clock, day.date));
}

function endOfWeek(days) {
  return days.slice(1, 4).find((date) => weekdayOf(date) === 5) ?? days[2];
}

function choice(date, clock, today) {
  const value = new Date(instantOf(date, clock)).toISOString();
  return { value, label: `${dayName(date, today)} ${clock}` };
}

/** A datetime-local text, which knows no zone, is company time. */
export function fromLocal(text) {
  const instant = Date.parse(`${text}:00+08:00`);
  return Number.isNaN(instant) ? null : new Date(instant).toISOString();
}
