const BURST = 6;
const EVERY = 2500;

/** At most 30 requests a minute, however the network flaps; Retry-After holds back all of them. */
export class Pace {
  #left = BURST;
  #heldUntil = 0;

  constructor(world) {
    this.world = world;
    this.counted = world.elapsed();
  }

  /** Resolves when the next request may start. */
  async turn() {
    const now = this.world.elapsed();
    this.#left = Math.min(BURST, this.#left + (now - this.counted) / EVERY) - 1;
    this.counted = now;
    if (this.#left < 0) await new Promise((resolve) => this.world.after(-this.#left * EVERY, resolve));
  }

  hold(ms) {
    this.#heldUntil = Math.max(this.#heldUntil, this.world.elapsed() + ms);
  }

  /** How long the server is still to be left alone. */
  held() {
    return Math.max(0, this.#heldUntil - this.world.elapsed());
  }
}

/** 2–60 s, growing, with jitter: phones must not come back all at once. */
export function backoff(failures, random) {
  return 2000 + random() * (Math.min(60000, 2000 * 2 ** failures) - 2000);
}

/** Does the work once at a time; wished for meanwhile, once more after that. */
export function oneAtATime(work) {
  let wanted = false;
  let running = null;
  const run = async () => {
    try {
      do {
        wanted = false;
        await work();
      } while (wanted);
    } finally {
      running = null;
    }
  };
  return () => {
    wanted = true;
    return (running ??= run());
  };
}
