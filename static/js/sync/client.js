import { Clock } from "./clock.js";
import { Drafts } from "./drafts.js";
import { Drain } from "./drain.js";
import { Here } from "./here.js";
import { sealOldRows } from "./old_rows.js";
import { Outbox } from "./outbox.js";
import { Pace } from "./pace.js";
import { listen } from "./place.js";
import { Receipts } from "./receipts.js";
import { startEpoch } from "./settle.js";
import { Sheet } from "./sheet.js";
import { Status } from "./status.js";
import { Store } from "./store.js";
import { Vault } from "./vault.js";
import { worldOf } from "./world.js";

const UNDO_MS = 10000;
const SYNC_TAG = "lianxian-outbox";

/** Opens what a user has on this phone, with his key if it is at hand. Rejects where nothing can be kept. */
export async function openClient({ user, key, ...given }) {
  const client = new Client(worldOf(given), user);
  await client.start(key);
  return client;
}

/**
 * Outbox, sheet and drafts of a user. Events: "state", "sheet", "outbox"; "outdated" and "blocked"
 * ask to reload, this page or another.
 */
class Client extends EventTarget {
  #parts;
  #savedAt = -Infinity;
  #stopListening = () => {};

  constructor(world, user) {
    super();
    const store = new Store(world, `lianxian-${user.id}`, { say: (what) => this.#say(what) });
    const pace = new Pace(world);
    const vault = new Vault({ world, user, pace }, () => this.#unlocked());
    this.#parts = { world, user, store, vault, pace, here: new Here(world) };
    this.#parts.drafts = new Drafts(this.#parts);
    this.#parts.receipts = new Receipts(this.#parts);
  }

  async start(key) {
    const parts = this.#parts;
    const { world, store, vault } = parts;
    parts.clock = new Clock(world, await store.read("meta", ({ meta }) => meta.get("offset")));
    parts.outbox = new Outbox(parts);
    await vault.load(key);
    parts.sheet = new Sheet(parts, (news) => this.#pulled(news));
    parts.drain = new Drain(parts, (news) => this.#sent(news));
    parts.status = new Status(parts, (what) => this.#say(what));
    await parts.receipts.purge(world.now());
    await parts.status.recount();
    if (world.page) await this.#settleIn();
    this.drain("start");
  }

  get state() {
    return this.#parts.status.state;
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

  draft(lead) {
    return this.#parts.drafts.get(lead);
  }

  saveDraft(lead, data) {
    return this.#parts.drafts.save(lead, data);
  }

  /** Others with unsent records on this phone: [{name, waiting}]. */
  others() {
    return this.#parts.here.others(this.#parts.user.id);
  }

  /** Signing out: "send", "keep", or "discard" of exactly as many records as were `confirmed`. */
  async leave(choice, confirmed) {
    const { leave } = await import("./leave.js");
    await leave(this.#parts, choice, confirmed);
    this.#parts.status.left();
    this.close();
  }

  close() {
    const { drain, sheet, status, store, here } = this.#parts;
    this.#stopListening();
    for (const part of [drain, sheet, status, store, here]) part?.close();
  }

  async #settleIn() {
    const { world, here, user, drain, sheet, status, vault } = this.#parts;
    await here.arrive(user).catch(() => {});
    vault.drop({ others: true }).catch(() => {});
    world.storage?.persist?.().catch(() => {});
    this.#stopListening = listen(world, {
      tryAgain: (reason) => {
        drain.trigger(reason);
        if (sheet.isOld() || this.state.link !== "ok") sheet.pull();
      },
      wentOffline: () => status.patch({ link: "offline" }),
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
    const { store, clock, status } = this.#parts;
    status.patch(link && { link });
    if (link !== "ok") return;
    if (changed) this.#changed("sheet");
    await startEpoch(store, epoch, clock);
    this.drain("contact");
  }

  /** What could not be read until now can be shown. */
  async #unlocked() {
    const { store, vault } = this.#parts;
    await sealOldRows(store, vault).catch(() => {});
    this.#say("sheet");
  }

  /** The sheet without the lead just called is not fetched while the call may yet be taken back. */
  #sent({ link, retryInMs, changed, sheetChanged }) {
    const { world, sheet, status } = this.#parts;
    const nextTryAt = retryInMs && world.now() + Math.round(retryInMs * world.timeFactor);
    status.patch({ nextTryAt, ...(link && { link }) });
    if (changed) this.#changed("outbox");
    if (sheetChanged) sheet.pullIn(this.#savedAt + UNDO_MS - world.elapsed());
    if (link === "offline") world.serviceWorker?.ready.then(({ sync }) => sync?.register(SYNC_TAG)).catch(() => {});
  }

  #changed(what) {
    this.#parts.status.changed(what).catch(() => {});
  }

  #say(what) {
    if (what === "left") this.close();
    else this.dispatchEvent(new Event(what));
  }
}
