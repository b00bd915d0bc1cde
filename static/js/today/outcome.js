import { nextWindow, workingDays } from "./time.js";

// What an outcome asks, when it is complete, and what is kept of it (rules.md §3).
const FIELD = { grade: "grade", follow_up: "follow_up_at", wechat: "wechat", note: "note" };

/** One tap is enough: nothing is asked, or the setting says so. */
export function isDirect(disposition) {
  return disposition.direct || disposition.asks.length === 0;
}

/** Who has no need now is proposed a day weeks ahead; the outcome sets his grade by itself. */
export function proposes({ asks, requires, grade }) {
  return Boolean(grade) && asks.includes("follow_up") && !requires.includes("follow_up");
}

/** Why it cannot be saved yet: a required answer is "missing", the next time is "past", or null. */
export function problemOf({ asks, requires }, values, now) {
  if (requires.some((ask) => !values[FIELD[ask]])) return "missing";
  const next = asks.includes("follow_up") && values.follow_up_at;
  return next && Date.parse(next) < now ? "past" : null;
}

/** The payload of `call.log`: only what this outcome asks, and only what was answered. A call that
    came in says so, and for somebody else's customer by which digits he was found. */
export function payloadOf(disposition, values, { duration, script, reason, direction, caller }) {
  const answers = disposition.asks
    .map((ask) => [FIELD[ask], values[FIELD[ask]]])
    .filter(([, value]) => value);
  const payload = { disposition: disposition.code, ...Object.fromEntries(answers) };
  if (duration != null) payload.duration_s = duration;
  if (script != null) payload.script = script;
  if (direction) Object.assign(payload, { direction }, caller && { caller });
  if (reason) payload.note = [reason, payload.note].filter(Boolean).join("\n");
  return payload;
}

/** Connected ones first, then the rest; the first nine get the keys 1–9. */
export function keyed(dispositions) {
  const ordered = [
    ...dispositions.filter(({ connected }) => connected),
    ...dispositions.filter(({ connected }) => !connected),
  ];
  return ordered.map((disposition, index) => ({
    ...disposition,
    key: index < 9 ? String(index + 1) : "",
  }));
}

const OTHER_WINDOW = ["no_answer", "screened"];
const OTHER_DAY = ["switched_off", "hung_up"];

/** When an unanswered call is worth another try: {date, clock}, or null. */
export function retryOf({ code }, now, day) {
  if (OTHER_WINDOW.includes(code)) return nextWindow(now, day);
  if (OTHER_DAY.includes(code)) return { date: workingDays(day, 1)[0], clock: day.windows[0][0] };
  return null;
}

/** Seconds since the tap: up to coming back from the dialler, if he has; never negative.
    After a reload the page's own clock started anew and the phone's clock must do. */
export function secondsOf(dial, { wall, mono }) {
  const until = dial.back ?? { wall, mono };
  const passed = dial.mono == null ? until.wall - dial.at : until.mono - dial.mono;
  return Math.max(0, Math.round(passed / 1000));
}

/** The age of the tap by the page's own clock; null after a reload (sync.md). */
export function ageOf(dial, mono) {
  return dial.mono == null ? null : Math.max(0, Math.round(mono - dial.mono));
}

/** Writes the call into this phone's outbox; resolves with the record once it is safely there. */
export function saveCall({ client, dial }, lead, disposition, values) {
  return client.save("call.log", recordOf(dial, lead, disposition, values));
}

/** Without a tap on the number nothing measured the call: it began now, for an unknown time. */
function recordOf(dialled, lead, disposition, values) {
  const clocks = { wall: Date.now(), mono: performance.now() };
  const dial = dialled?.lead === lead.id ? dialled : null;
  const duration = dial && secondsOf(dial, clocks);
  const { reason, direction, caller } = dial ?? {};
  const extras = { duration, script: lead.script, reason, direction, caller };
  return {
    lead: lead.id,
    leadRev: lead.rev,
    payload: payloadOf(disposition, values, extras),
    at: dial?.at ?? clocks.wall,
    ageMs: dial ? ageOf(dial, clocks.mono) : 0,
  };
}
