import { ask, failure, understood } from "./answer.js";
import { uuid7 } from "./uuid7.js";

const PATH = "/sheet/key";
const CACHE = "lianxian-key-";

/**
 * Seals what tells of a customer with its user's key (sync.md, privacy): AES-GCM, a fresh IV for each
 * value, bound to the name of its row. The key comes with the sign-in. This phone keeps it as an
 * entry of a cache: that is a file and goes when it is deleted, while IndexedDB may keep what was
 * deleted on the disk for long.
 */
export class Vault {
  #key = null;
  #coming = null;
  #kept = null;
  #memory = {};

  /** `opened` is done as soon as the key is here. */
  constructor({ world, user, pace }, opened = () => {}) {
    Object.assign(this, { world, user, pace, opened, subtle: world.crypto?.subtle, cache: CACHE + user.id });
  }

  /** Takes the key that came with the page, or else the one that this phone keeps. */
  async load(given) {
    try {
      if (given) return await this.#come(JSON.stringify({ user: this.user.id, key: given }));
      const kept = await this.world.caches.match(PATH, { cacheName: this.cache });
      if (kept) await this.#take(await kept.text());
    } catch {
      // Without caches the server is asked each time.
    }
  }

  /** Gets the key from the server where it is not here yet. Null once it is, else why not: {link}. */
  async unlock() {
    if (this.#key || !this.subtle) return null;
    return (this.#coming ??= this.#fetch().finally(() => (this.#coming = null)));
  }

  /** Takes everybody's keys off this phone, or those of everybody else. */
  async drop({ others = false } = {}) {
    const { caches } = this.world;
    await this.#kept;
    for (const name of (await caches?.keys()) ?? []) {
      if (!name.startsWith(CACHE) || (others && name === this.cache)) continue;
      await (await caches.open(name)).delete(PATH);
      await caches.delete(name);
    }
  }

  /**
   * The row with these fields sealed. Where no browser can seal (plain HTTP), what must last stays
   * open, and the rest is in this page's memory alone. Never waits for the network.
   */
  async hide(row, fields, name, { lasting = true } = {}) {
    if (!this.subtle && lasting) return row;
    const open = Object.entries(row).filter(([field]) => !fields.includes(field));
    const secret = Object.fromEntries(fields.map((field) => [field, row[field]]));
    return { ...Object.fromEntries(open), sealed: await (this.subtle ? this.#seal(secret, name) : this.#remember(secret)) };
  }

  /** The row with its fields again; `unreadable` where the key does not fit. */
  async show(row, name) {
    if (!row?.sealed) return row;
    const { sealed, ...open } = row;
    if (!this.subtle) return { ...open, ...(this.#memory.token === sealed.token && this.#memory.secret) };
    if (!this.#key) return open;
    try {
      const data = await this.subtle.decrypt(way(sealed.iv, name), this.#key, sealed.data);
      return { ...open, ...JSON.parse(new TextDecoder().decode(data)) };
    } catch {
      return { ...open, unreadable: true };
    }
  }

  async #fetch() {
    const { world, pace } = this;
    if (pace.held()) return { link: "limited" };
    await pace.turn();
    const answer = await ask(world, PATH);
    if (answer.status !== 200 || !understood(answer)) return failure(answer);
    const refused = await this.#come(answer.text);
    await this.#kept;
    return refused;
  }

  async #come(text) {
    const refused = await this.#take(text);
    if (!refused) this.#kept = this.#keep(text).catch(() => {});
    return refused;
  }

  async #take(text) {
    const { user, key } = JSON.parse(text);
    if (user !== this.user.id) return { link: "other_user" };
    const bytes = Uint8Array.from(atob(key), (letter) => letter.charCodeAt(0));
    this.#key = await this.subtle.importKey("raw", bytes, "AES-GCM", false, ["encrypt", "decrypt"]);
    await this.opened();
    return null;
  }

  async #keep(text) {
    await (await this.world.caches.open(this.cache)).put(PATH, new Response(text));
  }

  async #seal(secret, name) {
    if (!this.#key) throw new Error("the key is not here yet");
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const data = await this.subtle.encrypt(way(iv, name), this.#key, encoded(JSON.stringify(secret)));
    return { iv, data };
  }

  #remember(secret) {
    this.#memory = { token: uuid7(), secret };
    return { token: this.#memory.token };
  }
}

const encoded = (text) => new TextEncoder().encode(text);
const way = (iv, name) => ({ name: "AES-GCM", iv, additionalData: encoded(name) });
