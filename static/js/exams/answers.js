import { Store } from "../sync/store.js";
import { uuid7 } from "../sync/uuid7.js";

const UPGRADES = [
  (db) => {
    db.createObjectStore("answers", { keyPath: "seq" }).createIndex("attempt", "attempt");
    db.createObjectStore("meta");
  },
];
export const MOST = 50;

/**
 * Answers to exams as this device keeps them, until the server has them and after: one row each,
 * {seq, attempt, place, said, at, out, id, late}. `out`: it may be on its way, so it is not changed any
 * more; `id`: its number on the server, once it has arrived.
 */
export class Answers {
  constructor(world, user) {
    Object.assign(this, { world, store: new Store(world, `lianxian-exams-${user}`, { upgrades: UPGRADES }) });
  }

  /** Keeps what is said now. Done when it is on the disk; what was typed just before is replaced. */
  keep({ attempt, place, said }) {
    return this.#write(async (stores) => {
      const before = (await ofAttempt(stores, attempt)).findLast((row) => row.place === place && !row.out);
      const seq = before?.seq ?? (await numbered(stores));
      return stores.answers.put({ seq, attempt, place, said, at: new Date(this.world.now()).toISOString() });
    });
  }

  of(attempt) {
    return this.store.read("answers", (stores) => ofAttempt(stores, attempt));
  }

  async waiting() {
    const rows = await this.store.read("answers", ({ answers }) => answers.getAll());
    return rows.filter(unsent);
  }

  /** The next batch of one attempt, marked as on its way: {attempt, device, rows}, or nothing. */
  next(most = MOST) {
    return this.#write(async (stores) => {
      const rows = (await stores.answers.getAll()).filter(unsent);
      if (!rows.length) return null;
      const { attempt } = rows[0];
      const batch = rows.filter((row) => row.attempt === attempt).slice(0, most);
      for (const row of batch) await stores.answers.put({ ...row, out: true });
      return { attempt, device: (await deviceIn(stores)).id, rows: batch };
    });
  }

  /** They are on the server under these numbers; of each place only the last is kept here. */
  arrived({ attempt, rows }, results) {
    return this.#write(async (stores) => {
      for (const [nth, row] of rows.entries()) await stores.answers.put({ ...row, out: true, ...results[nth] });
      const here = await ofAttempt(stores, attempt);
      const last = new Map(here.map((row) => [row.place, row.seq]));
      for (const { seq, place, id } of here) if (id && seq !== last.get(place)) await stores.answers.delete(seq);
    });
  }

  /** The server will not have this one, whatever happens; it stays here to be read. */
  refused(row) {
    return this.#write(({ answers }) => answers.put({ ...row, out: true, refused: true }));
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

  #write(work) {
    return this.store.write("meta answers", work);
  }
}

const unsent = ({ id, refused }) => !id && !refused;

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
