import { deviceIn, numbered, putEpoch, renewDevice } from "./device.js";
import { PAYLOAD_MS, receiptOf } from "./receipts.js";
import { hasPayload, voidRecord } from "./record.js";

/**
 * Carries out what the server answered for a batch, in one transaction (sync.md, on the wire). A
 * record leaves the outbox only by becoming a receipt; resolves with how many did.
 */
export function settle(store, sent, body, clock) {
  return store.write("meta outbox receipts sheet", async (stores) => {
    const device = await deviceIn(stores);
    if (!device.epoch) await putEpoch(stores, body.epoch ?? null);
    let settled = 0;
    for (const result of body.results) {
      const repair = REPAIRS[result.status];
      if (repair && device.id === sent.device.id) await repair(stores, result, clock);
      if (repair) break;
      settled += await receive(stores, result, sent.device, clock);
    }
    return settled;
  });
}

async function receive({ outbox, receipts }, result, device, clock) {
  const row = await outbox.get(result.id);
  if (!row) return 0;
  await receipts.put(receiptOf(row, result, device.id, clock.now()));
  await outbox.delete(row.id);
  return 1;
}

const REPAIRS = {
  /** Fills the hole from receipts; what is gone from this phone goes on record as a void. */
  async gap(stores, { expected, seq }, clock) {
    const { id } = await deviceIn(stores);
    const waiting = new Set((await stores.outbox.getAll()).map((row) => row.seq));
    const ours = (await stores.receipts.getAll()).filter(({ device }) => device === id);
    for (let number = expected; number < seq; number++) {
      const receipt = ours.find((row) => row.seq === number);
      if (waiting.has(number)) continue;
      if (receipt && hasPayload(receipt)) await sendAgain(stores, receipt);
      else await stores.outbox.put(voidRecord({ seq: number, id: receipt?.id }, "missing", clock));
    }
  },

  async fork(stores) {
    const { id: device } = await renewDevice(stores);
    const shown = await stores.sheet.get("now");
    if (shown) await stores.sheet.put({ ...shown, device, upto: 0 }, "now");
  },
};

/** The server was restored from a backup: what it confirmed in 7 days is sent once more. */
export function startEpoch(store, epoch, clock) {
  return store.write("meta outbox receipts", async (stores) => {
    const device = await deviceIn(stores);
    if (device.epoch === epoch) return;
    await putEpoch(stores, epoch);
    const since = device.epoch ? clock.now() - PAYLOAD_MS : Infinity;
    for (const row of await stores.receipts.index("seq").getAll()) {
      if (row.settled_at < since || !hasPayload(row)) continue;
      await sendAgain(stores, row.device === device.id ? row : await numbered(stores, row));
    }
  });
}

/** It waits again, but the sheet shows its effect already. */
async function sendAgain({ outbox, receipts }, { status, device, settled_at, card, ...row }) {
  await outbox.put({ ...row, again: true });
  await receipts.delete(row.id);
}
