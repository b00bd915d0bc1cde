import { ask, judge, PEOPLE_MUST_ACT } from "./answer.js";
import { envelope, fitting, MOST_RECORDS } from "./envelope.js";
import { backoff, oneAtATime } from "./pace.js";
import { withSealedOwner } from "./receipts.js";
import { settle, startEpoch } from "./settle.js";

const IDLE_ROUNDS = 3;
const LOCK_PATIENCE = 5000;
const BY_ITSELF = ["tick", "timer"];

/** Sends what waits, in order, one request at a time; what fails is tried again later. */
export class Drain {
  #closed = false;
  #cancel = () => {};
  #failures = 0;
  #most = MOST_RECORDS;
  #run = oneAtATime(() => this.#sendAll().catch(() => this.#failed({ link: null })));

  /** `report` is told {link, retryInMs, changed, sheetChanged} after each answer. */
  constructor(parts, report) {
    Object.assign(this, { parts, report });
  }

  /** A reason to try now; it ends the growing pauses unless it is time alone. */
  trigger(reason) {
    if (!BY_ITSELF.includes(reason)) this.#failures = 0;
    return this.#run();
  }

  close() {
    this.#closed = true;
    this.#cancel();
  }

  async #sendAll() {
    const { outbox, pace } = this.parts;
    if (this.#closed || !(await outbox.count()).all) return;
    if (!pace.held()) await pace.turn();
    for (let idle = 0; idle < IDLE_ROUNDS && !this.#closed; ) {
      if (pace.held()) return this.#later("limited", pace.held());
      const round = await alone(this.parts, () => this.#round());
      if (!round) return;
      if (round.link) return this.#failed(round);
      idle = round.settled ? 0 : idle + 1;
    }
    this.#failed({ link: "server" });
  }

  /** Nothing when nothing waits, {settled} when it was understood, {link, …} when it was not. */
  async #round() {
    const { outbox, clock, vault } = this.parts;
    const locked = await vault.unlock();
    if (locked) return locked;
    const rows = await outbox.head(this.#most);
    if (!rows.length) return null;
    const lost = rows.findIndex(({ unreadable }) => unreadable);
    const batch = fitting(lost < 0 ? rows : rows.slice(0, lost), clock);
    if (!batch.length) return { settled: 1, aside: await outbox.setAside(rows[0], lost ? "too_large" : "unreadable") };
    const timeFirst = batch.some(({ age_ms, saved }) => age_ms !== null && clock.isDoubtful(saved));
    const sent = await outbox.attempt(timeFirst ? [] : batch.map(({ id }) => id));
    if (sent.rows.some(({ unreadable }) => unreadable)) return { settled: 0 };
    return timeFirst || sent.rows.length ? this.#send(sent) : { settled: 1 };
  }

  async #send(sent) {
    const { world, store, outbox, clock } = this.parts;
    const asked = clock.now();
    const headers = { "content-type": "application/json" };
    const answer = await ask(world, "/sync", { method: "POST", headers, body: envelope(sent, this.parts) });
    const verdict = judge(answer, sent.rows);
    if (verdict.body) return this.#understood(sent, verdict.body, asked);
    if (verdict.epoch) return { settled: 0, begun: await startEpoch(store, verdict.epoch, clock) };
    if (verdict.tooMuch) this.#most = Math.ceil(this.#most / 2);
    await outbox.failed(sent.rows.map(({ id }) => id), verdict.link);
    return verdict;
  }

  async #understood(sent, body, asked) {
    const { store, clock, pace, vault } = this.parts;
    clock.note(body.server_time, asked);
    if (body.retry_after_ms > 0) pace.hold(body.retry_after_ms);
    const results = await Promise.all(body.results.map((result) => withSealedOwner(vault, result)));
    const settled = await settle(store, sent, { ...body, results }, clock);
    this.#failures = 0;
    this.#most = Math.min(MOST_RECORDS, this.#most * 2);
    this.report({ link: "ok", retryInMs: null, changed: settled > 0, sheetChanged: body.sheet_changed });
    return { settled };
  }

  #failed({ link, retryAfterMs }) {
    const { pace, world } = this.parts;
    this.#failures += 1;
    if (retryAfterMs) pace.hold(retryAfterMs);
    if (PEOPLE_MUST_ACT.includes(link)) this.report({ link, retryInMs: null });
    else this.#later(link, retryAfterMs ?? backoff(this.#failures, world.random));
  }

  #later(link, ms) {
    this.#cancel();
    if (this.#closed) return;
    this.#cancel = this.parts.world.after(ms, () => this.trigger("timer"));
    this.report({ link, retryInMs: ms });
  }
}

/**
 * Does the work while no other tab or worker does. That only saves work, the server alone keeps
 * records from counting twice; so without locks, or after waiting for a sleeping page, it goes on.
 */
async function alone({ world, store }, work) {
  if (!world.locks) return work();
  const patience = new AbortController();
  const cancel = world.after(LOCK_PATIENCE, () => patience.abort());
  try {
    return await world.locks.request(store.name, { signal: patience.signal }, () => cancel() ?? work());
  } catch (error) {
    if (!patience.signal.aborted) throw error;
    return work();
  }
}
