import { ask, failure, PEOPLE_MUST_ACT, understood } from "../sync/answer.js";
import { backoff, oneAtATime } from "../sync/pace.js";
import { MOST } from "./answers.js";

const LONGEST_PAUSE = 10000;
const JSON_ONLY = { accept: "application/json" };

/**
 * Sends answers until each has arrived, in their order, one batch at a time. `report` is told
 * {link, body} after each try, `body` as the server said it of `attempt`.
 */
export class Sender {
  #failures = 0;
  #most = MOST;
  #look = null;
  #closed = false;
  #cancel = () => {};
  #run = oneAtATime(() => this.#sendAll().catch(() => this.#failed({ link: "server" })));

  constructor({ world, answers, user, vault }, report) {
    Object.assign(this, { world, answers, user, vault, report });
  }

  /** A reason to try now; done when all has been tried once. */
  trigger(reason) {
    if (reason !== "timer") this.#failures = 0;
    return this.#run();
  }

  /** Asks in passing what the server holds of an attempt: another device may have gone on. */
  look(attempt) {
    this.#look = attempt;
    return this.trigger("look");
  }

  close() {
    this.#closed = true;
    this.#cancel();
  }

  async #sendAll() {
    this.#cancel();
    const locked = await this.vault.unlock();
    if (locked) return this.#failed(locked);
    for (let batch; !this.#closed && (batch = await this.answers.next(this.#most)); ) {
      const failed = await this.#send(batch);
      if (failed) return this.#failed(failed);
    }
    if (this.#look && !this.#closed) await this.#ask(this.#look);
  }

  async #send(batch) {
    const { attempt, device, rows } = batch;
    const answers = rows.map(({ place, seq, said, at }) => ({ place, seq, said, at }));
    const init = { method: "POST", headers: { ...JSON_ONLY, "content-type": "application/json" } };
    const body = JSON.stringify({ proto: 1, user: this.user.id, device, answers });
    const answer = await ask(this.world, `/attempts/${attempt}/answers`, { ...init, body });
    const told = understood(answer);
    if (answer.status === 200 && told?.results?.length === rows.length) return this.#arrived(batch, told);
    if (told?.error === "exam_answer_differs") return void (await this.answers.renew());
    if ([400, 404, 413].includes(answer.status) && (told || answer.status === 413)) return this.#smaller(rows);
    return failure(answer);
  }

  async #arrived(batch, body) {
    await this.answers.arrived(batch, body.results);
    this.#failures = 0;
    this.#most = MOST;
    this.report({ link: "ok", attempt: batch.attempt, body });
  }

  /** One of them cannot be taken: each alone, so that the others arrive. */
  async #smaller(rows) {
    if (rows.length === 1) await this.answers.refused(rows[0]);
    this.#most = 1;
  }

  async #ask(attempt) {
    const answer = await ask(this.world, `/attempts/${attempt}/answers`, { headers: JSON_ONLY });
    const body = answer.status === 200 && understood(answer);
    if (!body) return this.#failed(failure(answer));
    this.#look = null;
    this.#failures = 0;
    this.report({ link: "ok", attempt, body });
  }

  #failed({ link, retryAfterMs }) {
    this.#failures += 1;
    this.report({ link });
    if (this.#closed || PEOPLE_MUST_ACT.includes(link)) return;
    const pause = retryAfterMs ?? Math.min(backoff(this.#failures, this.world.random), LONGEST_PAUSE);
    this.#cancel = this.world.after(pause, () => this.trigger("timer"));
  }
}
