import { english, t } from "../words.js";
import { clockOf, dateOf, dayAfter, daysBetween, weekdayOf } from "./shanghai.js";

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

/** The sheet's day as of now: one pulled yesterday has no figures for today yet. */
export function dayNow(day, now) {
  const date = dateOf(now);
  if (day.date === date) return day;
  const working = workingDays(day, 15).includes(date);
  return { ...day, date, working, calls: 0, leads_called: 0, connected: 0, interested: 0 };
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
