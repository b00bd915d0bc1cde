import { Clock } from "./clock.js";
import { Drain } from "./drain.js";
import { Here } from "./here.js";
import { Outbox } from "./outbox.js";
import { Pace } from "./pace.js";
import { listen } from "./place.js";
import { Receipts } from "./receipts.js";
import { startEpoch } from "./settle.js";
import { Sheet } from "./sheet.js";
import { Store } from "./store.js";
import { worldOf } from "./world.js";

const SECOND = 1000;
const UNDO_MS = 10 * SECOND;
export const SYNC_TAG = "lianxian-outbox";

/** Opens what a user has on this phone. Rejects where nothing can be kept. */
export async function openClient({ user, ...given }) {
  const client = new Client(worldOf(given), user);
  await client.start();
  return client;
}

/**
 * Outbox, sheet and drafts of a user. `state`: {link, waiting, nextTryAt, skewMs}. Events: "state",
 * "sheet", "outbox"; "outdated" and "blocked" ask to reload, this page or another.
 */
class Client extends EventTarget {
  #parts;
  #savedAt = -Infinity;
  #stopListening = () => {};

  constructor(world, user) {
    super();
    const store = new Store(world, `lianxian-${user.id}`, { say: (what) => this.#say(what) });
    this.#parts = { world, user, store, here: new Here(world), pace: new Pace(world), receipts: new Receipts(store) };
    this.state = { link: world.onLine() ? "ok" : "offline", waiting: 0, nextTryAt: null, skewMs: 0 };
  }

  async start() {
    const parts = this.#parts;
    const { world, store } = parts;
    parts.clock = new Clock(world, await store.read("meta", ({ meta }) => meta.get("offset")));
    parts.outbox = new Outbox(store, parts.clock);
    parts.sheet = new Sheet(parts, (news) => this.#pulled(news));
    parts.drain = new Drain(parts, (news) => this.#sent(news));
    parts.channel = world.channel(store.name);
    parts.channel?.addEventListener("message", ({ data }) => this.#told(data));
    await parts.receipts.purge(world.now());
    await this.recount();
    if (world.page) await this.#settleIn();
    this.drain("start");
  }

  /** Resolves with the record once it is safely on this phone; rejects with nothing done. */
  save(kind, content) {
    return this.#saved(this.#parts.outbox.save({ ...content, kind }));
  }

  undo(id) {
    return this.#saved(this.#parts.outbox.undo(id));
  }

  amend(id, changes) {
    return this.#saved(this.#parts.outbox.amend(id, changes));
  }

  waiting() {
    return this.#parts.outbox.waiting();
  }

  /** What was sent of late, oldest first. */
  receipts() {
    return this.#parts.receipts.sent();
  }

  /** Conflicts, parked and undeliverable records that were not read yet. */
  cards() {
    return this.#parts.receipts.cards();
  }

  async dismiss(id) {
    await this.#parts.receipts.dismiss(id);
    this.#changed("outbox");
  }

  /** The last sheet with this phone's own records laid over it, or null. */
  sheet() {
    return this.#parts.sheet.read();
  }

  pull() {
    return this.#parts.sheet.pull();
  }

  drain(reason) {
    return this.#parts.drain.trigger(reason);
  }

  async draft(lead) {
    return (await this.#parts.store.read("drafts", ({ drafts }) => drafts.get(lead)))?.data ?? null;
  }

  saveDraft(lead, data) {
    return this.#parts.store.write("drafts", ({ drafts }) => (data ? drafts.put({ lead, data }) : drafts.delete(lead)));
  }

  /** Others with unsent records on this phone: [{name, waiting}]. */
  others() {
    return this.#parts.here.others(this.#parts.user.id);
  }

  /** Signing out: "send", "keep", or "discard" of exactly as many records as were `confirmed`. */
  async leave(choice, confirmed) {
    const { leave } = await import("./leave.js");
    await leave(this.#parts, choice, confirmed);
    this.#parts.channel?.postMessage("left");
    this.close();
  }

  close() {
    const { drain, sheet, store, here, channel } = this.#parts;
    this.#stopListening();
    for (const part of [drain, sheet, store, here, channel]) part?.close();
  }

  async recount() {
    const { outbox, here, user } = this.#parts;
    const { waiting } = await outbox.count();
    if (waiting !== this.state.waiting) here.note(user.id, waiting).catch(() => {});
    this.#patch({ waiting });
    return this.state;
  }

  async #settleIn() {
    const { world, here, user, drain, sheet } = this.#parts;
    await here.arrive(user).catch(() => {});
    world.storage?.persist?.().catch(() => {});
    this.#stopListening = listen(world, {
      tryAgain: (reason) => {
        drain.trigger(reason);
        if (sheet.isOld() || this.state.link !== "ok") sheet.pull();
      },
      wentOffline: () => this.#patch({ link: "offline" }),
      tick: () => {
        drain.trigger("tick");
        if (this.state.link !== "ok" && !this.state.waiting) sheet.pull();
      },
    });
  }

  async #saved(saving) {
    const record = await saving;
    this.#savedAt = this.#parts.world.elapsed();
    this.#changed("outbox");
    this.drain("save");
    return record;
  }

  async #pulled({ link, changed, epoch }) {
    const { store, clock } = this.#parts;
    this.#patch(link && { link });
    if (link !== "ok") return;
    if (changed) this.#changed("sheet");
    await startEpoch(store, epoch, clock);
    this.drain("contact");
  }

  /** The sheet without the lead just called is not fetched while the call may yet be taken back. */
  #sent({ link, retryInMs, changed, sheetChanged }) {
    const { world, sheet } = this.#parts;
    const nextTryAt = retryInMs === null ? null : world.now() + Math.round(retryInMs * world.timeFactor);
    this.#patch({ nextTryAt, ...(link && { link }) });
    if (changed) this.#changed("outbox");
    if (sheetChanged) sheet.pullIn(this.#savedAt + UNDO_MS - world.elapsed());
    if (link !== "ok") world.serviceWorker?.ready.then(({ sync }) => sync?.register(SYNC_TAG)).catch(() => {});
  }

  /** Another tab tells what it changed, or that its user has signed out. */
  async #told(news) {
    if (news !== "left") return this.#announce(news);
    this.close();
    this.#patch({ link: "sign_in" });
    this.#say("sheet");
  }

  #changed(what) {
    this.#parts.channel?.postMessage(what);
    return this.#announce(what);
  }

  async #announce(what) {
    await this.recount();
    this.#say(what);
  }

  #patch(news) {
    const { clock, store } = this.#parts;
    const state = { ...this.state, ...news, skewMs: Math.round(clock.offset / SECOND) * SECOND };
    if (Object.keys(state).every((key) => state[key] === this.state[key])) return;
    if (state.skewMs !== this.state.skewMs) store.write("meta", ({ meta }) => meta.put(state.skewMs, "offset")).catch(() => {});
    this.state = state;
    this.#say("state");
  }

  #say(type) {
    this.dispatchEvent(new Event(type));
  }
}
