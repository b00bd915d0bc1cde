import { t } from "../words.js";
import { clockOf, dateOf, shortDate } from "./time.js";

const HOUR = 3600 * 1000;

/**
 * Why a number may not be called now: too many calls out within a day, or a month, whoever called;
 * null if it may (rules.md §3). The limits are those of the sheet, so that it holds offline too.
 */
export function tooOften(dials, now, limits) {
  if (!limits) return null;
  const { day_calls, day_hours, month_calls, month_days } = limits;
  const past = dials.map((dial) => Date.parse(dial)).filter((dial) => dial <= now);
  past.sort((a, b) => a - b);
  return (
    over(past, now, { most: month_calls, span: month_days * 24 * HOUR, days: month_days }) ??
    over(past, now, { most: day_calls, span: day_hours * HOUR, hours: day_hours })
  );
}

function over(past, now, { most, span, ...unit }) {
  const recent = past.filter((dial) => dial > now - span);
  return recent.length < most ? null : { ...unit, n: recent.length, again: recent.at(-most) + span };
}

/** The same in words; "" where the number may be called. */
export function oftenText({ dials = [] }, now, limits) {
  const why = tooOften(dials, now, limits);
  if (!why) return "";
  const same = dateOf(why.again) === dateOf(now);
  const when = (same ? "" : `${shortDate(dateOf(why.again))} `) + clockOf(why.again);
  return why.hours
    ? t("这个号码 %(hours)s 小时内打过 %(n)s 次了,%(when)s 以后再打。", { ...why, when })
    : t("这个号码 %(days)s 天内打过 %(n)s 次了,%(when)s 以后再打。", { ...why, when });
}
