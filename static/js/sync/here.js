import { Store } from "./store.js";

const PEOPLE = [(db) => db.createObjectStore("people", { keyPath: "id" })];

/** Who uses this phone, and how much of theirs waits on it: a name and a number, no more. */
export class Here {
  constructor(world) {
    Object.assign(this, { world, store: new Store(world, "lianxian", { upgrades: PEOPLE }) });
  }

  /** From now on nobody else is here: what others left on this phone stays sealed. */
  async arrive({ id, login, name }) {
    for (const other of await this.#all()) if (other.id !== id && other.last_at) await this.leave(other.id);
    return this.#change(id, { login, name, last_at: this.world.now() });
  }

  leave(id) {
    return this.#change(id, { last_at: null });
  }

  note(id, waiting) {
    return this.#change(id, { waiting });
  }

  /** Beside his records: how many answers and texts of his wait here. */
  noteKept(id, kept) {
    return this.#change(id, { kept });
  }

  /** Who was here last and has not signed out, or null. */
  async last() {
    const people = (await this.#all()).filter(({ last_at }) => last_at);
    return people.sort((a, b) => b.last_at - a.last_at)[0] ?? null;
  }

  /** Others with unsent records on this phone: [{name, waiting}]. */
  async others(userId) {
    const people = (await this.#all()).map(({ id, name, waiting = 0, kept = 0 }) => ({ id, name, waiting: waiting + kept }));
    const unsent = people.filter(({ id, name, waiting }) => id !== userId && name && waiting);
    return unsent.map(({ name, waiting }) => ({ name, waiting }));
  }

  close() {
    return this.store.close();
  }

  #all() {
    return this.store.read("people", ({ people }) => people.getAll());
  }

  #change(id, change) {
    return this.store.write("people", async ({ people }) => people.put({ ...(await people.get(id)), id, ...change }));
  }
}
