import { uuid7 } from "./uuid7.js";

const JUMP = 2000;

/**
 * How long ago something was, and what time the server has. In one page session the monotonic clock
 * counts, but it stands still while a phone sleeps. Where the wall clock says that more time went
 * by, the server's time tells a sleep from a clock that was put forward.
 */
export class Clock {
  #session = uuid7();
  #measuredAt;

  /** `offset`: the server's clock less this phone's, in ms; null before the first contact. */
  constructor({ now, monotonic }, offset = null) {
    Object.assign(this, { now, monotonic, offset });
    this.#measuredAt = this.#drift();
  }

  /** The server told its time in answer to what was asked at `asked`. */
  note(serverTime, asked) {
    const told = Date.parse(serverTime);
    if (Number.isNaN(told)) return;
    this.offset = Math.round(told - (asked + this.now()) / 2);
    this.#measuredAt = this.#drift();
  }

  /** What a record keeps of this moment. */
  mark() {
    return { session: this.#session, mono: this.monotonic(), wall: this.now(), offset: this.offset };
  }

  isOurs(mark) {
    return mark.session === this.#session;
  }

  /** Milliseconds since the mark; for one of another page session as the wall clock has it. */
  since(mark) {
    const byWall = this.now() - mark.wall;
    if (!this.isOurs(mark)) return byWall;
    const known = this.offset !== null && mark.offset !== null;
    const byServer = known ? byWall + this.offset - mark.offset : 0;
    return Math.max(this.monotonic() - mark.mono, Math.min(byWall, byServer));
  }

  /** Whether the server's time must be asked before anyone can tell how long ago the mark was. */
  isDoubtful(mark) {
    const gap = this.#drift() - (mark.wall - mark.mono);
    return this.isOurs(mark) && gap > JUMP && Math.abs(this.#drift() - this.#measuredAt) > JUMP;
  }

  #drift() {
    return this.now() - this.monotonic();
  }
}
