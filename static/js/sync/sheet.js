import { ask, failure, understood } from "./answer.js";
import { deviceIn } from "./device.js";
import { overlay } from "./overlay.js";
import { oneAtATime } from "./pace.js";
import { arrived } from "./receipts.js";
import { allOpened } from "./record.js";

const OLD_MS = 60000;
export const SHEET = [["body"], "sheet", { lasting: false }];

/** Today's own leads, kept in one row {body (sealed), etag, device, upto} until the lease ends. */
export class Sheet {
  #stop = () => {};
  #pulledAt = -Infinity;

  /** `report` is told {link, changed, epoch} after each answer. */
  constructor(parts, report) {
    Object.assign(this, { parts, report });
  }

  /** Asks the server; one request at a time. */
  pull = oneAtATime(async () => {
    this.#stop();
    if (!this.closed) await this.report(await this.#pull().catch(() => ({ link: null })));
  });

  pullIn(ms) {
    this.#stop();
    if (!this.closed) this.#stop = this.parts.world.after(Math.max(0, ms), this.pull);
  }

  isOld() {
    return this.parts.world.elapsed() - this.#pulledAt > OLD_MS;
  }

  close() {
    this.closed = true;
    this.#stop();
  }

  /** The sheet as of now, or null: none was pulled, or its lease is over and it goes. */
  async read() {
    const { store, clock, vault } = this.parts;
    const [kept, rows] = await store.read("sheet outbox receipts", async (stores) => {
      const row = await stores.sheet.get("now");
      return [row, row && (await unseen(stores, row))];
    });
    const body = (await this.#opened(kept))?.body;
    if (!body) return null;
    if (clock.now() + (clock.offset ?? 0) < Date.parse(body.lease_until)) return overlay(body, await allOpened(vault, rows));
    await this.forget();
    return null;
  }

  forget() {
    return this.parts.store.write("sheet", ({ sheet }) => sheet.clear());
  }

  async #pull() {
    const { world, user, clock, pace, vault } = this.parts;
    if (pace.held()) return { link: "limited" };
    await pace.turn();
    const { known, ...seen } = await this.#before();
    const etag = known?.etag && { "if-none-match": known.etag };
    const headers = { accept: "application/json", "lianxian-device": seen.device, ...etag };
    const asked = clock.now();
    const [answer, locked] = await Promise.all([ask(world, "/sheet", { headers }), vault.unlock()]);
    if (locked) return this.#failed(locked);
    if (answer.status === 304 && known) return this.#keep({ ...known, ...seen }, false);
    const body = answer.status === 200 && understood(answer);
    if (!Array.isArray(body?.leads)) return this.#failed(failure(answer));
    if (body.user?.id !== user.id) return { link: "other_user" };
    clock.note(body.server_time, asked);
    return this.#keep({ body, etag: answer.headers.get("etag"), ...seen }, true);
  }

  #failed({ link, retryAfterMs }) {
    if (retryAfterMs) this.parts.pace.hold(retryAfterMs);
    return { link };
  }

  /** What is known already, and up to which number the server has the records of this device. */
  async #before() {
    const { kept, ...seen } = await this.parts.store.write("meta outbox sheet", async (stores) => {
      const device = await deviceIn(stores);
      const [first] = await stores.outbox.index("seq").getAll(null, 1);
      return { kept: await stores.sheet.get("now"), device: device.id, upto: (first?.seq ?? device.next_seq) - 1 };
    });
    const known = await this.#opened(kept);
    return { known: known?.body && known, ...seen };
  }

  #opened(kept) {
    return this.parts.vault.show(kept, SHEET[1]);
  }

  async #keep(shown, changed) {
    const { store, world, vault } = this.parts;
    const row = await vault.hide(shown, ...SHEET);
    if (!this.closed) await store.write("sheet", ({ sheet }) => sheet.put(row, "now"));
    this.#pulledAt = world.elapsed();
    return { link: "ok", changed, epoch: shown.body.epoch };
  }
}

async function unseen({ outbox, receipts }, { device, upto }) {
  const later = IDBKeyRange.lowerBound(upto, true);
  const settled = await receipts.index("seq").getAll(later);
  const waiting = await outbox.index("seq").getAll();
  return [...settled.filter((row) => row.device === device && arrived(row)), ...waiting.filter((row) => !row.again)];
}
