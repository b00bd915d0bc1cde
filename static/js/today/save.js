import { ageOf, payloadOf, secondsOf } from "./outcome.js";

/** Writes the call into this phone's outbox; resolves with the record once it is safely there. */
export function saveCall({ client, dial }, lead, disposition, values) {
  return client.save("call.log", recordOf(dial, lead, disposition, values));
}

/** Without a tap on the number nothing measured the call: it began now, for an unknown time. */
function recordOf(dialled, lead, disposition, values) {
  const clocks = { wall: Date.now(), mono: performance.now() };
  const dial = dialled?.lead === lead.id ? dialled : null;
  const duration = dial && secondsOf(dial, clocks);
  const extras = { duration, script: lead.script, reason: dial?.reason };
  return {
    lead: lead.id,
    leadRev: lead.rev,
    payload: payloadOf(disposition, values, extras),
    at: dial?.at ?? clocks.wall,
    ageMs: dial ? ageOf(dial, clocks.mono) : 0,
  };
}
