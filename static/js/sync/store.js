import { wrap } from "../../vendor/idb.js";

const DIED = ["InvalidStateError", "UnknownError", "AbortError"];
const PATIENCE = 5000;

// Steps only ever add; one that deleted or re-keyed `outbox` would lose calls.
const UPGRADES = [
  (db) => {
    const [outbox, receipts] = ["outbox", "receipts"].map((name) => db.createObjectStore(name, { keyPath: "id" }));
    for (const store of [outbox, receipts]) store.createIndex("seq", "seq");
    outbox.createIndex("kind", "kind");
    db.createObjectStore("drafts", { keyPath: "lead" });
    db.createObjectStore("sheet");
    db.createObjectStore("meta");
  },
  // From here on rows are sealed; this keeps pages out that do not know it.
  (db, tx) => tx.objectStore("meta").put(true, "unsealed"),
];

/** An IndexedDB. It calls `say` with "outdated" or "blocked": this tab or another is to reload. */
export class Store {
  #opening = null;

  constructor(world, name, { say = () => {}, upgrades = UPGRADES } = {}) {
    Object.assign(this, { world, name, say, upgrades });
  }

  read(names, work) {
    return this.#run(names, "readonly", work);
  }

  /**
   * One strict transaction over these stores ("meta outbox"); resolves with what `work` returns once
   * all of it is on the disk. `work` awaits nothing but requests, and bears being done again: phones
   * close connections under a page in the background.
   */
  write(names, work) {
    return this.#run(names, "readwrite", work);
  }

  async close() {
    const opening = this.#opening;
    this.#opening = null;
    (await opening?.catch(() => null))?.close();
  }

  async #run(...task) {
    try {
      return await this.#transact(...task);
    } catch (error) {
      if (!DIED.includes(error?.name)) throw error;
      await this.close();
      return this.#transact(...task);
    }
  }

  async #transact(names, mode, work) {
    const list = names.split(" ");
    const tx = (await this.#open()).transaction(list, mode, { durability: "strict" });
    tx.done.catch(() => {});
    try {
      const result = await work(Object.fromEntries(list.map((name) => [name, tx.objectStore(name)])));
      await tx.done;
      return result;
    } catch (error) {
      abort(tx);
      throw tx.error ?? error;
    }
  }

  #open() {
    this.#opening ??= this.#connect().catch((error) => {
      this.#opening = null;
      if (error?.name === "VersionError") this.say("outdated");
      throw error;
    });
    return this.#opening;
  }

  async #connect() {
    const request = this.world.indexedDB.open(this.name, this.upgrades.length);
    request.onupgradeneeded = ({ oldVersion }) => {
      for (const step of this.upgrades.slice(oldVersion)) step(request.result, request.transaction);
    };
    const db = await Promise.race([wrap(request), this.#blocked(request)]);
    const lost = () => {
      this.#opening = null;
      db.close();
    };
    db.addEventListener("close", lost);
    db.addEventListener("versionchange", ({ newVersion }) => {
      lost();
      if (newVersion) this.say("outdated");
    });
    return db;
  }

  /** Rejects when a tab with an old version does not let go: nobody is left hanging. */
  #blocked(request) {
    return new Promise((_, reject) => {
      request.onblocked = () => {
        this.say("blocked");
        const cancel = this.world.after(PATIENCE, () => {
          request.onsuccess = () => request.result.close();
          reject(new Error("another tab holds the store"));
        });
        request.addEventListener("success", cancel);
      };
    });
  }
}

function abort(tx) {
  try {
    tx.abort();
  } catch {
    // It has ended by itself.
  }
}
