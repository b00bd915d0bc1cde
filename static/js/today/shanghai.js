// The company's clock, whatever the phone's time zone: Asia/Shanghai, eight hours ahead all year.
const AHEAD = 8 * 3600 * 1000;
export const DAY = 24 * 3600 * 1000;

export const wall = (instant) => new Date(+new Date(instant) + AHEAD).toISOString();
export const dateOf = (instant) => wall(instant).slice(0, 10);
export const clockOf = (instant) => wall(instant).slice(11, 16);
export const instantOf = (date, clock) => Date.parse(`${date}T${clock}:00+08:00`);
export const dayAfter = (date, days = 1) => dateOf(instantOf(date, "12:00") + days * DAY);
export const weekdayOf = (date) => new Date(`${date}T00:00:00Z`).getUTCDay() || 7;

export function daysBetween(from, to) {
  return Math.round((instantOf(to, "00:00") - instantOf(from, "00:00")) / DAY);
}
