import { allOpened, hasPayload, withoutPayload } from "./record.js";

const DAY = 24 * 3600 * 1000;
export const PAYLOAD_MS = 7 * DAY;
const KEPT_MS = 30 * DAY;
const ARRIVED = ["applied", "conflict", "parked"];
const TOLD = ["code", "ref", "owner", "since", "not_applied", "customer"];

/** What remains of a record once the server answered for it; a void is nobody's to read. */
export function receiptOf(row, result, device, settled_at) {
  const status = result.status === "duplicate" ? (result.first ?? "applied") : result.status;
  const told = Object.fromEntries(TOLD.map((key) => [key, result[key] ?? null]));
  const card = row.kind !== "void" && status !== "applied";
  return { ...row, ...told, status, device, settled_at, card, read: row.read ?? false };
}

/** Whether the server has what the record says. */
export const arrived = ({ status }) => ARRIVED.includes(status);
const toRead = ({ card, read }) => card && !read;

/** The owner whom the server names is a person too, and what it says may name one: sealed like what
    the record says. */
export async function withSealedOwner(vault, { said, ...result }) {
  const { id, owner } = result;
  return owner || said ? { ...result, owner: await vault.hide({ owner, said }, ["owner", "said"], `owner ${id}`) } : result;
}

async function withOwner(vault, row) {
  const told = await vault.show(row.owner, `owner ${row.id}`);
  return { ...row, owner: told?.owner ?? null, said: told?.said ?? null };
}

/** What became of the records that were answered. */
export class Receipts {
  constructor({ store, vault }) {
    Object.assign(this, { store, vault });
  }

  /** What did not simply arrive, until it was read. */
  async cards() {
    return (await this.#all()).filter(toRead);
  }

  async sent() {
    return (await this.#all()).filter((row) => row.kind !== "void" && hasPayload(row) && arrived(row));
  }

  dismiss(id) {
    return this.store.write("receipts", async ({ receipts }) => {
      const row = await receipts.get(id);
      if (row) await receipts.put({ ...row, read: true });
    });
  }

  /** Payloads go after 7 days, the rest after 30; what nobody has read stays. */
  purge(now) {
    return this.store.write("receipts", async ({ receipts }) => {
      for (const row of (await receipts.getAll()).filter((one) => !toRead(one))) {
        const age = now - row.settled_at;
        if (age > KEPT_MS) await receipts.delete(row.id);
        else if (age > PAYLOAD_MS && hasPayload(row)) await receipts.put(withoutPayload(row));
      }
    });
  }

  async #all() {
    const kept = await this.store.read("receipts", ({ receipts }) => receipts.getAll());
    const rows = await allOpened(this.vault, await Promise.all(kept.map((row) => withOwner(this.vault, row))));
    return rows.sort((a, b) => a.settled_at - b.settled_at || a.seq - b.seq);
  }
}
