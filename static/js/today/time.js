import { english, t } from "../words.js";

// The company's clock, whatever the phone's time zone: Asia/Shanghai, eight hours ahead all year.
const AHEAD = 8 * 3600 * 1000;
const DAY = 24 * 3600 * 1000;

export const wall = (instant) => new Date(+new Date(instant) + AHEAD).toISOString();
export const dateOf = (instant) => wall(instant).slice(0, 10);
export const clockOf = (instant) => wall(instant).slice(11, 16);
export const instantOf = (date, clock) => Date.parse(`${date}T${clock}:00+08:00`);
export const dayAfter = (date, days = 1) => dateOf(instantOf(date, "12:00") + days * DAY);
export const weekdayOf = (date) => new Date(`${date}T00:00:00Z`).getUTCDay() || 7;

export function daysBetween(from, to) {
  return Math.round((instantOf(to, "00:00") - instantOf(from, "00:00")) / DAY);
}

const WEEKDAYS = ["周一", "周二", "周三", "周四", "周五", "周六", "周日"];
const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

/** A day as people say it: 今天, 明天, 周五, 下周一, 12月7日. */
export function dayName(date, today) {
  const ahead = daysBetween(today, date);
  if (ahead === 0) return t("今天");
  if (ahead === 1) return t("明天");
  const name = t(WEEKDAYS[weekdayOf(date) - 1]);
  const toSunday = 7 - weekdayOf(today);
  if (ahead > 1 && ahead <= toSunday) return name;
  if (ahead > 1 && ahead <= toSunday + 7) return t("下%(weekday)s", { weekday: name });
  return shortDate(date);
}

export function shortDate(date) {
  const [, month, day] = date.split("-").map(Number);
  return english ? `${day} ${MONTHS[month - 1]}` : `${month}月${day}日`;
}

/** A past moment: the time alone today, else the day. */
export function whenText(instant, now) {
  return dateOf(instant) === dateOf(now) ? clockOf(instant) : shortDate(dateOf(instant));
}

/** 84 → "1:24", 3723 → "1:02:03". */
export function clockText(seconds) {
  const [hours, rest] = [Math.floor(seconds / 3600), Math.floor(seconds % 3600)];
  const [minutes, left] = [Math.floor(rest / 60), String(rest % 60).padStart(2, "0")];
  return hours ? `${hours}:${String(minutes).padStart(2, "0")}:${left}` : `${minutes}:${left}`;
}

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
  return closed(day, t("时段已过"));
}

function closed(day, text) {
  const next = nextWindow(instantOf(day.date, "23:59"), day);
  const when = `${dayName(next.date, day.date)} ${next.clock}`;
  return { open: false, text: `${text} · ${when}` };
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
