import { toEnter, withEntered } from "./entered.js";
import { payloadOf } from "./record.js";

const SHANGHAI = 8 * 3600 * 1000;
const dayOf = (instant) => new Date(Date.parse(instant) + SHANGHAI).toISOString().slice(0, 10);
const isInterested = ({ grade }) => grade === "A" || grade === "B";

/**
 * The sheet with the phone's own records laid over it that the server had not seen when it wrote it:
 * who was called is off the list until his next time today, but at hand when he rings back, and the
 * day's figures count the call.
 */
export function overlay(sheet, rows) {
  const calls = callsOf(rows);
  const listed = withEntered(sheet.leads, rows);
  const unentered = toEnter({ ...sheet, leads: listed }, rows, calls);
  if (!calls.length) return { ...sheet, leads: listed, unentered };
  const labels = new Map(sheet.dispositions.map(({ code, label }) => [code, label]));
  const after = (lead) => calls.filter((call) => call.lead === lead.id).reduce((state, call) => called(state, call, sheet.day.date, labels), lead);
  const leads = [...listed.map(after), ...(sheet.called ?? []).map((lead) => ({ done: true, ...after(lead) }))];
  const isDone = ({ done }) => done;
  return { ...sheet, unentered, leads: leads.filter((lead) => !isDone(lead)), called: leads.filter(isDone), day: counted({ ...sheet, leads: listed }, calls) };
}

/** The calls as corrected, without those taken back; a correction alone (`again`) is no new call. */
function callsOf(rows) {
  const calls = new Map();
  for (const row of rows) {
    const { id, kind, lead, at, about } = row;
    if (kind === "call.log") calls.set(id, { ...payloadOf(row), id, lead, at });
    if (kind === "call.amend") calls.set(about, { ...(calls.get(about) ?? { lead, at, again: true }), ...payloadOf(row) });
    if (kind === "call.undo") calls.delete(about);
  }
  return [...calls.values()];
}

function called(lead, call, today, labels) {
  const { at, disposition, direction, grade, stage, wechat, note } = call;
  const state = { ...lead, grade: grade ?? lead.grade, stage: stage ?? lead.stage, wechat_state: wechat ?? lead.wechat_state };
  if (call.again) return state;
  const label = labels.get(disposition) ?? "";
  const notes = [{ at, disposition, direction, label, text: note ?? "" }, ...lead.notes];
  const dials = [...(lead.dials ?? []), ...(direction === "in" ? [] : [at])];
  return { ...state, attempts: lead.attempts + 1, notes, dials, ...next(call.follow_up_at ?? "", today, label) };
}

function next(followUp, today, why) {
  const isToday = followUp.includes("T") && dayOf(followUp) === today;
  return isToday ? { due_at: followUp, section: "call_back", why, done: false } : { done: true };
}

function counted({ day, leads, called = [], dispositions }, calls) {
  const today = calls.filter((call) => !call.again && call.direction !== "in" && dayOf(call.at) === day.date);
  const connects = new Set(dispositions.filter(({ connected }) => connected).map(({ code }) => code));
  const isDial = ({ at, direction }) => direction !== "in" && dayOf(at) === day.date;
  const known = [...leads, ...called].filter(({ notes }) => notes.some(isDial));
  return {
    ...day,
    calls: day.calls + today.length,
    connected: day.connected + today.filter(({ disposition }) => connects.has(disposition)).length,
    leads_called: day.leads_called + added(today, known),
    interested: day.interested + added(today.filter(isInterested), known.filter(isInterested)),
  };
}

function added(calls, leads) {
  const ids = new Set(leads.map(({ id }) => id));
  return new Set(calls.map(({ lead }) => lead).filter((id) => !ids.has(id))).size;
}
