import { dayName, workingDays } from "./days.js";
import { clockOf, instantOf, weekdayOf } from "./shanghai.js";

/** The times offered for the next contact, nearest first: [{value, label}]. */
export function timeChoices(now, day, { far }) {
  const days = workingDays(day, 10);
  const [early, late] = [day.windows[0][0], day.windows.at(-1)[0]];
  const soon = [[days[0], early], [endOfWeek(days), late]];
  const weeks = [[days[4], early], [days[9], early]];
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
