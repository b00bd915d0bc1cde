import { deviceIn, numbered } from "./device.js";
import { receiptOf } from "./receipts.js";
import { allOpened, discarded, makeRecord, opened, saysTheSame, sealed, voidRecord, withChanges, withSecret } from "./record.js";

// The button is there for 10 s; a tap on its last moment still counts.
const UNDO_MS = 12000;

/** What cannot be done to a record, by `code`: "unknown", "too_late", "count", "waiting". */
export class Refused extends Error {
  constructor(code) {
    super(code);
    this.code = code;
  }
}

/**
 * The records that have not arrived. Nothing here waits for the network or a lock. A transaction
 * does not outlast sealing: rows are sealed before it and opened after it.
 */
export class Outbox {
  constructor({ store, clock, vault, drafts }) {
    Object.assign(this, { store, clock, vault, drafts });
  }

  /** Resolves with the record once it is safely on this phone, in place of its lead's draft, or of
      the draft that it names. */
  async save(content) {
    const record = makeRecord(content, this.clock);
    const typed = content.draft ?? record.lead;
    const [row] = await Promise.all([sealed(this.vault, record), this.drafts.settled()]);
    const kept = await this.store.write("meta outbox drafts", async (stores) => {
      if (typed !== null) await stores.drafts.delete(typed);
      return append(stores, row);
    });
    return opened(this.vault, kept);
  }

  /** Corrects a record: in place while nobody has seen it, else by a record of its own. */
  async amend(id, changes) {
    const found = await this.#find(id);
    const known = await opened(this.vault, found);
    const correction = this.#about(known, "call.amend", { ...changes, amends: id });
    const [amended, own] = await Promise.all([sealed(this.vault, withChanges(known, changes)), sealed(this.vault, correction)]);
    const kept = await this.store.write("meta outbox", async (stores) => {
      const now = await stores.outbox.get(id);
      if (!now || now.attempts) return append(stores, own);
      if (!saysTheSame(now, found)) return null;
      const row = withSecret(now, amended);
      await stores.outbox.put(row);
      return row;
    });
    return kept ? opened(this.vault, kept) : this.amend(id, changes);
  }

  /** Takes a record back: one that was not sent at any time, another for 10 s. */
  async undo(id) {
    const record = await opened(this.vault, await this.#find(id));
    if (record.attempts && this.clock.since(record.saved) > UNDO_MS) throw new Refused("too_late");
    const kind = record.kind.replace(/\.\w+/, ".undo");
    const row = await sealed(this.vault, this.#about(record, kind, { undoes: id }));
    const kept = await this.store.write("meta outbox", async (stores) => {
      const undos = await stores.outbox.index("kind").getAll(kind);
      return undos.find(({ about }) => about === id) ?? append(stores, row);
    });
    return opened(this.vault, kept);
  }

  /** Throws away what waits, if it is as many as was confirmed; the server is told of each. */
  discard(confirmed) {
    return this.store.write("outbox", async ({ outbox }) => {
      const rows = (await outbox.getAll()).filter(isReal);
      if (rows.length !== confirmed) throw new Refused("count");
      for (const row of rows) await outbox.put(discarded(row, this.clock));
    });
  }

  /** What no request has room for, or no key opens, is listed as undeliverable; its number goes as a void. */
  setAside({ id }, status) {
    return this.store.write("meta outbox receipts", async (stores) => {
      const row = await stores.outbox.get(id);
      if (!row) return;
      const device = await deviceIn(stores);
      await stores.receipts.put(receiptOf({ ...row, seq: null }, { status }, device.id, this.clock.now()));
      await stores.outbox.delete(id);
      await stores.outbox.put(voidRecord(row, status, this.clock));
    });
  }

  /** The first rows to send, in order. */
  async head(most) {
    const rows = await this.store.read("outbox", ({ outbox }) => outbox.index("seq").getAll(null, most));
    return allOpened(this.vault, rows);
  }

  async waiting() {
    return (await this.head()).filter(isReal);
  }

  /** How many there are for the rep, and how many for the wire, where voids go too. */
  count() {
    return this.store.read("outbox", async ({ outbox }) => {
      const [all, voids] = [await outbox.count(), await outbox.index("kind").count("void")];
      return { all, waiting: all - voids };
    });
  }

  /** Counts an attempt before it is made: from here on the rows are immutable. */
  async attempt(ids) {
    const sent = await this.store.write("meta outbox", async (stores) => {
      const rows = await this.#change(stores, ids, ({ attempts }) => ({ attempts: attempts + 1 }));
      return { rows, device: await deviceIn(stores), queued: await stores.outbox.count() };
    });
    return { ...sent, rows: await allOpened(this.vault, sent.rows) };
  }

  failed(ids, last_error) {
    return this.store.write("outbox", (stores) => this.#change(stores, ids, () => ({ last_error })));
  }

  async #change({ outbox }, ids, change) {
    const found = await Promise.all(ids.map((id) => outbox.get(id)));
    const rows = found.filter(Boolean).map((row) => ({ ...row, ...change(row) }));
    await Promise.all(rows.map((row) => outbox.put(row)));
    return rows;
  }

  async #find(id) {
    const found = await this.store.read("outbox receipts", async ({ outbox, receipts }) => {
      return (await outbox.get(id)) ?? receipts.get(id);
    });
    if (!found) throw new Refused("unknown");
    return found;
  }

  #about({ id, lead, lead_rev: leadRev }, kind, payload) {
    return makeRecord({ kind, lead, leadRev, payload, about: id }, this.clock);
  }
}

const isReal = ({ kind }) => kind !== "void";

/** Done again after its connection died, a transaction must not add the record twice. */
async function append(stores, row) {
  const known = await stores.outbox.get(row.id);
  if (known) return known;
  const record = await numbered(stores, row);
  await stores.outbox.add(record);
  return record;
}
