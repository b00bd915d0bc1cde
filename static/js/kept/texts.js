import { inTurn } from "./in_turn.js";
import { Store } from "../sync/store.js";
import { uuid7 } from "../sync/uuid7.js";
import { write } from "../today/store.js";
import { placeOf } from "./places.js";

const UPGRADES = [
  (db) => db.createObjectStore("notes", { keyPath: "key" }),
  // From here on rows are sealed and say where they go; this keeps pages out that do not know it.
  () => {},
];
const SECRET = ["url", "fields", "page", "label", "base", "text", "other", "sending", "refused"];

/**
 * Texts that have not arrived yet, one row each, sealed but for its key: {key, url, fields, page, label,
 * base, text, other, sending, refused}. What is on its way stays as `sending`, under its own id, until
 * it is answered: sent again it is the same save, and what is typed meanwhile is made from it. What was
 * `refused` waits for its writer.
 */
export class Texts {
  #inTurn = inTurn();

  /** `told` hears {key, text, said} of what another tab sent. */
  constructor({ world, user, vault }, told = () => {}) {
    const name = `lianxian-notes-${user.id}`;
    Object.assign(this, { world, user, vault, store: new Store(world, name, { upgrades: UPGRADES }) });
    this.channel = world.channel(name);
    this.channel?.addEventListener("message", ({ data }) => told(data));
  }

  async get(key) {
    return this.#opened(await this.#kept(key));
  }

  /** What can be read with the key that is here. */
  async all() {
    const rows = await this.store.read("notes", ({ notes }) => notes.getAll());
    const opened = await Promise.all(rows.map((row) => this.#opened(row)));
    return opened.filter(({ url }) => url);
  }

  count() {
    return this.store.read("notes", ({ notes }) => notes.count());
  }

  /** What is typed now at a place {key, url, fields, page, label}, made from `base` unless something of
      it waits already. Done when it is on the disk. */
  async type(place, { base, text, other = "" }) {
    await this.#change(place.key, (row) => ({
      ...place,
      text,
      base: row?.refused?.base ?? row?.base ?? base,
      other: other || row?.other || "",
      sending: row?.sending ?? null,
      refused: null,
    }));
    write(`kept.${this.user.id}`, true);
  }

  /** The next save to be sent, with where it goes, or nothing. */
  async next(key) {
    const row = await this.#change(key, (row) => {
      if (!row?.url || row.sending || row.refused) return row;
      const { text, base, other } = row;
      return { ...row, sending: { uuid: uuid7(), text, base, other }, text: null, other: "" };
    });
    return row?.sending ? { ...row.sending, url: row.url, fields: row.fields } : null;
  }

  /** What the server said of a save. Only what it took leaves this device. */
  async settle(key, uuid, said) {
    let text = null;
    await this.#change(key, (row) => {
      if (row?.sending?.uuid !== uuid) return row;
      text = row.sending.text;
      if (said.state === "refused") return back(row, said);
      return row.text === null ? null : { ...row, base: said.base, sending: null };
    });
    if (text !== null) this.channel?.postMessage({ key, text, said });
  }

  /** Its writer wants it no more. */
  forget(key) {
    return this.#change(key, () => null);
  }

  /** What a version left that did not seal is sealed as soon as the key is here. */
  async sealOldRows() {
    const rows = await this.store.read("notes", ({ notes }) => notes.getAll());
    for (const { key, sealed } of rows) if (!sealed) await this.#change(key, (row) => ({ ...placeOf(key), ...row }));
  }

  close() {
    this.channel?.close();
    return this.store.close();
  }

  /** A transaction does not outlast sealing: where another tab was quicker, it is done again. */
  #change(key, work) {
    return this.#inTurn(async () => {
      for (;;) {
        const kept = await this.#kept(key);
        const before = await this.#opened(kept);
        const row = work(before);
        if (row === before) return row;
        const made = row && (await this.vault.hide(row, SECRET, nameOf(key)));
        if (await this.#replace(key, kept, made)) return row;
      }
    });
  }

  #replace(key, kept, made) {
    return this.store.write("notes", async ({ notes }) => {
      if (mark(await notes.get(key)) !== mark(kept)) return false;
      await (made ? notes.put(made) : notes.delete(key));
      return true;
    });
  }

  #kept(key) {
    return this.store.read("notes", ({ notes }) => notes.get(key));
  }

  #opened(row) {
    return row && this.vault.show(row, nameOf(row.key));
  }
}

const nameOf = (key) => `text ${key}`;
const mark = (row) => row && String(row.sealed?.iv ?? JSON.stringify(row));

/** It is to be read and changed by who wrote it. */
function back(row, { message, base = null }) {
  const { text, other } = row.sending;
  return { ...row, text: row.text ?? text, other: row.other || other, sending: null, refused: { message, base } };
}
