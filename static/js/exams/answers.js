import { inTurn } from "../kept/in_turn.js";
import { Store } from "../sync/store.js";
import { uuid7 } from "../sync/uuid7.js";
import { write } from "../today/store.js";

const UPGRADES = [
  (db) => {
    db.createObjectStore("answers", { keyPath: "seq" }).createIndex("attempt", "attempt");
    db.createObjectStore("meta");
  },
  // From here on answers are sealed; this keeps pages out that do not know it.
  (_, tx) => tx.objectStore("meta").put(true, "unsealed"),
];
const SECRET = ["said"];
export const MOST = 50;

/**
 * Answers to exams as this device keeps them, until the server has them and after: one row each,
 * {seq, attempt, place, said (sealed), at, out, id, late}. `out`: it may be on its way, so it is not
 * changed any more; `id`: its number on the server, once it has arrived.
 */
export class Answers {
  #inTurn = inTurn();

  constructor({ world, user, vault }) {
    const store = new Store(world, `lianxian-exams-${user.id}`, { upgrades: UPGRADES });
    Object.assign(this, { world, user, vault, store });
  }

  /** Keeps what is said now. Done when it is on the disk; what was typed just before is replaced. */
  async keep({ attempt, place, said }) {
    const at = new Date(this.world.now()).toISOString();
    await this.#inTurn(async () => this.#put(await sealed(this.vault, { attempt, place, said, at })));
    write(`kept.${this.user.id}`, true);
  }

  /** Those of an attempt; without what was said while the key is not here. */
  async of(attempt) {
    const rows = await this.store.read("answers", (stores) => ofAttempt(stores, attempt));
    return this.#opened(rows);
  }

  async waiting() {
    const rows = await this.store.read("answers", ({ answers }) => answers.getAll());
    return rows.filter(unsent);
  }

  /** The next batch of one attempt, marked as on its way: {attempt, device, rows}, or nothing. What no
      key opens is refused. */
  async next(most = MOST) {
    const batch = await this.#mark(most);
    if (!batch) return null;
    const rows = await this.#opened(batch.rows);
    const lost = rows.filter(({ unreadable }) => unreadable);
    for (const row of lost) await this.refused(row);
    return lost.length ? this.next(most) : { ...batch, rows };
  }

  /** They are on the server under these numbers; of each place only the last is kept here. */
  arrived({ attempt, rows }, results) {
    return this.#write(async (stores) => {
      for (const [nth, row] of rows.entries()) await change(stores, row, results[nth]);
      const here = await ofAttempt(stores, attempt);
      const last = new Map(here.map((row) => [row.place, row.seq]));
      for (const { seq, place, id } of here) if (id && seq !== last.get(place)) await stores.answers.delete(seq);
    });
  }

  /** The server will not have this one, whatever happens; it stays here to be read. */
  refused(row) {
    return this.#write((stores) => change(stores, row, { refused: true }));
  }

  /** What a version left that did not seal is sealed as soon as the key is here. */
  async sealOldRows() {
    if (!(await this.store.read("meta", ({ meta }) => meta.get("unsealed")))) return;
    const rows = await this.store.read("answers", ({ answers }) => answers.getAll());
    const old = await Promise.all(rows.filter(({ said }) => said).map((row) => sealed(this.vault, row)));
    await this.#write(async (stores) => {
      for (const row of old) if ((await stores.answers.get(row.seq))?.said) await stores.answers.put(row);
      await stores.meta.delete("unsealed");
    });
  }

  #mark(most) {
    return this.#write(async (stores) => {
      const rows = (await stores.answers.getAll()).filter(unsent);
      if (!rows.length) return null;
      const { attempt } = rows[0];
      const batch = rows.filter((row) => row.attempt === attempt).slice(0, most);
      for (const row of batch) await stores.answers.put({ ...row, out: true });
      return { attempt, device: (await deviceIn(stores)).id, rows: batch };
    });
  }

  /** Another device counts under this id: a new one, and what waits numbered anew, in its order. */
  renew() {
    return this.#write(async (stores) => {
      await stores.meta.put({ ...(await deviceIn(stores)), id: uuid7() }, "device");
      for (const row of (await stores.answers.getAll()).filter(unsent)) {
        await stores.answers.delete(row.seq);
        await stores.answers.put({ ...row, out: false, seq: await numbered(stores) });
      }
    });
  }

  offset() {
    return this.store.read("meta", ({ meta }) => meta.get("offset"));
  }

  noteOffset(ms) {
    return this.store.write("meta", ({ meta }) => meta.put(ms, "offset"));
  }

  #put(row) {
    return this.#write(async (stores) => {
      const here = await ofAttempt(stores, row.attempt);
      const before = here.findLast(({ place, out }) => place === row.place && !out);
      return stores.answers.put({ ...row, seq: before?.seq ?? (await numbered(stores)) });
    });
  }

  #opened(rows) {
    return Promise.all(rows.map((row) => this.vault.show(row, nameOf(row))));
  }

  #write(work) {
    return this.store.write("meta answers", work);
  }
}

const nameOf = ({ attempt, place }) => `answer ${attempt} ${place}`;
const sealed = (vault, row) => vault.hide(row, SECRET, nameOf(row));
const unsent = ({ id, refused }) => !id && !refused;

/** What is known of a row beside what it says, which stays as it is kept. */
async function change({ answers }, { seq }, news) {
  const now = await answers.get(seq);
  if (now) await answers.put({ ...now, ...news });
}

async function ofAttempt({ answers }, attempt) {
  const rows = await answers.index("attempt").getAll(attempt);
  return rows.sort((a, b) => a.seq - b.seq);
}

async function deviceIn({ meta }) {
  return (await meta.get("device")) ?? { id: uuid7(), next: 1 };
}

async function numbered(stores) {
  const device = await deviceIn(stores);
  await stores.meta.put({ ...device, next: device.next + 1 }, "device");
  return device.next;
}
