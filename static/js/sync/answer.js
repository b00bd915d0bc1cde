const STATUSES = ["applied", "duplicate", "conflict", "parked", "id_conflict", "too_large", "gap", "fork"];
/** Trying again by itself would not help. */
export const PEOPLE_MUST_ACT = ["sign_in", "disabled", "other_user"];
const TIMEOUT = 20000;
const LONGEST_WAIT = 3600 * 1000;

/** One request; resolves with what came of it, `status` 0 when nothing did. */
export async function ask(world, path, init) {
  const giveUp = new AbortController();
  const cancel = world.after(TIMEOUT, () => giveUp.abort());
  try {
    const answer = await world.fetch(path, { cache: "no-store", redirect: "manual", signal: giveUp.signal, ...init });
    const { status, type, headers } = answer;
    const redirected = type === "opaqueredirect" || [301, 302, 303, 307, 308].includes(status);
    return { status, redirected, headers, text: await answer.text() };
  } catch {
    return { status: 0, onLine: world.onLine() };
  } finally {
    cancel();
  }
}

/** The body where it is our server's word, else null: a portal's page, cut-off JSON. */
export function understood({ text }) {
  try {
    const body = JSON.parse(text);
    return body?.proto === 1 ? body : null;
  } catch {
    return null;
  }
}

/**
 * Judges the answer to these ops: {body} when it has a result for each, {epoch} when the server came
 * back from a backup, else why nothing is known. Only a {body} ever moves a record.
 */
export function judge(answer, ops) {
  const body = understood(answer);
  if (answer.status === 200 && body && ops.every((op, index) => isFor(op, body.results?.[index]))) return { body };
  if (answer.status === 409 && body?.epoch) return { epoch: body.epoch };
  return failure(answer);
}

function isFor({ id, seq }, result) {
  if (result?.id !== id || result.seq !== seq) return false;
  const { status, expected } = result;
  return status === "gap" ? expected > 0 && expected < seq && Number.isInteger(expected) : STATUSES.includes(status);
}

/** Why a request brought nothing: {link, retryAfterMs, tooMuch}. */
export function failure(answer) {
  const retryAfterMs = waitFor(answer.headers?.get("retry-after"));
  return { link: linkOf(answer, retryAfterMs), retryAfterMs, tooMuch: answer.status === 413 };
}

const LINKS = { 401: "sign_in", 403: "disabled", 429: "limited", 511: "portal" };

function linkOf(answer, retryAfterMs) {
  const { status, redirected, headers, onLine } = answer;
  if (redirected || (status === 200 && /html/.test(headers.get("content-type")))) return "portal";
  if (status === 0 && !onLine) return "offline";
  if (status === 503 && retryAfterMs !== null) return "limited";
  if (status === 409 && understood(answer)) return "other_user";
  return LINKS[status] ?? "server";
}

/** Retry-After in seconds or as a date; an absurd one must not silence a phone for days. */
function waitFor(header) {
  if (!header) return null;
  const ms = /^\d+$/.test(header) ? header * 1000 : Date.parse(header) - Date.now();
  return Number.isNaN(ms) ? null : Math.min(Math.max(ms, 0), LONGEST_WAIT);
}
