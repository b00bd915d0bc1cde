import { deviceIn, putEpoch, renewDevice } from "./device.js";
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

  fork: async (stores) => renewDevice(stores, await stores.outbox.index("seq").getAll()),
};

/**
 * The server was restored from a backup: what it confirmed in 7 days is sent once more. Numbers that
 * this phone gave under another id would come too late or twice: then all are given anew, in order.
 */
export function startEpoch(store, epoch, clock) {
  return store.write("meta outbox receipts sheet", async (stores) => {
    const device = await deviceIn(stores);
    if (device.epoch === epoch) return;
    await putEpoch(stores, epoch);
    const since = device.epoch ? clock.now() - PAYLOAD_MS : Infinity;
    const waiting = await stores.outbox.index("seq").getAll();
    const settled = (await stores.receipts.getAll()).filter((row) => row.settled_at >= since && hasPayload(row));
    settled.sort((one, other) => turn(one, device) - turn(other, device) || byDevice(one, other) || one.seq - other.seq);
    const again = [];
    for (const row of settled) again.push(await sendAgain(stores, row));
    if (settled.some((row) => turn(row, device) === 0)) await renewDevice(stores, [...again, ...waiting]);
  });
}

/** Ids of devices are as old as the devices; this one is the last whatever its clock said. */
const turn = ({ device }, { id }) => (device === id ? 1 : 0);
const byDevice = (one, other) => (one.device < other.device ? -1 : one.device > other.device ? 1 : 0);

/** It waits again, but the sheet shows its effect already. */
async function sendAgain({ outbox, receipts }, { status, device, settled_at, card, ...row }) {
  const waiting = { ...row, again: true };
  await outbox.put(waiting);
  await receipts.delete(row.id);
  return waiting;
}
