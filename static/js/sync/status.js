const SECOND = 1000;

/**
 * What is known of the connection and of the waiting records: {link, waiting, nextTryAt, skewMs}.
 * `say` is told "state", "sheet" or "outbox" when that has changed, in this tab or in another.
 */
export class Status {
  constructor(parts, say) {
    Object.assign(this, { parts, say });
    const link = parts.world.onLine() ? "ok" : "offline";
    this.state = { link, waiting: 0, nextTryAt: null, skewMs: 0 };
    this.channel = parts.world.channel(parts.store.name);
    this.channel?.addEventListener("message", ({ data }) => this.#told(data));
  }

  patch(news) {
    const { clock, store } = this.parts;
    const skewMs = Math.round(clock.offset / SECOND) * SECOND;
    const state = { ...this.state, ...news, skewMs };
    if (Object.keys(state).every((key) => state[key] === this.state[key])) return;
    if (skewMs !== this.state.skewMs) store.write("meta", ({ meta }) => meta.put(skewMs, "offset")).catch(() => {});
    this.state = state;
    this.say("state");
  }

  changed(what) {
    this.channel?.postMessage(what);
    return this.#announce(what);
  }

  /** Tells the other tabs that their user has signed out. */
  left() {
    this.channel?.postMessage("left");
  }

  async recount() {
    const { outbox, here, user } = this.parts;
    const { waiting } = await outbox.count();
    if (waiting !== this.state.waiting) here.note(user.id, waiting).catch(() => {});
    this.patch({ waiting });
    return waiting;
  }

  close() {
    this.channel?.close();
  }

  async #announce(what) {
    await this.recount();
    this.say(what);
  }

  async #told(news) {
    if (news !== "left") return this.#announce(news).catch(() => {});
    this.say("left");
    this.patch({ link: "sign_in" });
    this.say("sheet");
  }
}
