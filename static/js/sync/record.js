import { uuid7 } from "./uuid7.js";

// The one place that puts payloads into records and takes them out.

/** A record without a number yet; `at` and `ageMs` are of the tap on the number (sync.md). */
export function makeRecord({ kind, lead, leadRev, payload, at, ageMs, about }, clock) {
  return {
    id: uuid7(clock.now()),
    v: 1,
    kind,
    lead: lead ?? null,
    lead_rev: leadRev ?? null,
    payload: payload ?? {},
    at: new Date(at ?? clock.now()).toISOString(),
    age_ms: ageMs ?? null,
    saved: clock.mark(),
    about: about ?? null,
    attempts: 0,
    last_error: null,
  };
}

/** As `POST /sync` takes it; after a reload the age of the tap is unknown. */
export function opOf({ id, seq, v, kind, lead, lead_rev, at, age_ms, payload, saved }, clock) {
  const known = age_ms !== null && clock.isOurs(saved);
  const age = known ? Math.round(age_ms + clock.since(saved)) : null;
  return { id, seq, v, kind, lead, lead_rev, at, age_ms: age, payload };
}

/** Tells the server that the record of this number will not come, and why. */
export function voidRecord({ seq, id }, reason, clock) {
  return { ...makeRecord({ kind: "void", payload: { reason, of: id ?? null } }, clock), seq };
}

/** A void in the record's place, under its id: had the record arrived, the server keeps it. */
export function discarded(row, clock) {
  return { ...voidRecord(row, "discarded", clock), id: row.id, attempts: row.attempts };
}

export const withChanges = (row, changes) => ({ ...row, payload: { ...row.payload, ...changes } });
export const withoutPayload = (row) => ({ ...row, payload: null });
export const payloadOf = ({ payload }) => payload ?? {};
export const hasPayload = ({ payload }) => payload !== null;
