import { uuid7 } from "./uuid7.js";

// The one place that puts payloads into records and takes them out. What a record says of whom is
// sealed; its number, kind and times stay open, for order and counting.
const SECRET = ["lead", "lead_rev", "payload"];

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
export const withoutPayload = (row) => ({ ...row, payload: null, sealed: null });
export const payloadOf = ({ payload }) => payload ?? {};
export const hasPayload = ({ payload, sealed }) => Boolean(sealed ?? payload);

export const sealed = (vault, row) => vault.hide(row, SECRET, row.id);
export const opened = (vault, row) => vault.show(row, row.id);
export const allOpened = (vault, rows) => Promise.all(rows.map((row) => opened(vault, row)));

const part = (row, secret) => Object.entries(row).filter(([field]) => [...SECRET, "sealed"].includes(field) === secret);
const mark = ({ sealed: { iv } = {}, payload }) => String(iv ?? JSON.stringify(payload));

/** The row as it is kept now, saying what the other one says. */
export const withSecret = (now, row) => Object.fromEntries([...part(now, false), ...part(row, true)]);
/** Whether a kept row still says what it did. */
export const saysTheSame = (now, row) => mark(now) === mark(row);
/** Voids hold nothing of anybody; they are made in the midst of transactions. */
export const isUnsealed = ({ kind, sealed: has, payload }) => kind !== "void" && !has && Boolean(payload);
