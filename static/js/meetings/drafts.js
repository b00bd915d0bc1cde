import { Store } from "../sync/store.js";
import { uuid7 } from "../sync/uuid7.js";
import { worldOf } from "../sync/world.js";

const UPGRADES = [(db) => db.createObjectStore("notes", { keyPath: "key" })];

/**
 * Texts that have not arrived yet, one row a note: {key, base, text, other, sending}. What is on its
 * way stays as `sending`, under its own id, until it is answered: sent again it is the same save, and
 * what is typed meanwhile is made from it.
 */
export class Drafts {
  constructor(user, world = worldOf()) {
    this.store = new Store(world, `lianxian-notes-${user}`, { upgrades: UPGRADES });
  }

  read(key) {
    return this.store.read("notes", ({ notes }) => notes.get(key));
  }

  /** What is typed now, made from `base` unless something of it waits already. */
  type(key, { base, text, other = "" }) {
    return this.#change(key, (row) => ({ base, ...row, key, text, other: other || row?.other || "" }));
  }

  /** The next save to be sent, or nothing. */
  async next(key) {
    const row = await this.#change(key, (row) => {
      if (!row || row.sending || row.text === null) return row;
      const sending = { uuid: uuid7(), text: row.text, base: row.base, other: row.other };
      return { ...row, sending, text: null, other: "" };
    });
    return row?.sending;
  }

  /** It has arrived as this row of the server; whether something waits still. */
  async arrived(key, id) {
    const row = await this.#change(key, (row) => row && row.text !== null && { ...row, base: id, sending: null });
    return Boolean(row);
  }

  #change(key, work) {
    return this.store.write("notes", async ({ notes }) => {
      const row = work(await notes.get(key));
      await (row ? notes.put(row) : notes.delete(key));
      return row;
    });
  }
}
