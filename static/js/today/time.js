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
