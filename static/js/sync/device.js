import { uuid7 } from "./uuid7.js";

/** Who this device is to the server, in the transaction that uses it: {id, next_seq, epoch}. */
export async function deviceIn(stores) {
  return (await stores.meta.get("device")) ?? keep(stores, { id: uuid7(), next_seq: 1, epoch: null });
}

/** Gives the record the next number: 1, 2, 3… per device, without holes. */
export async function numbered(stores, row) {
  const device = await deviceIn(stores);
  await keep(stores, { ...device, next_seq: device.next_seq + 1 });
  return { ...row, seq: device.next_seq };
}

/** Another device counts under this id, or several ids were used here: a new one, and what waits
 * numbered anew, in the order of `rows`; the sheet shown was another device's. */
export async function renewDevice(stores, rows) {
  for (const [index, row] of rows.entries()) await stores.outbox.put({ ...row, seq: index + 1 });
  const { id: device } = await keep(stores, { ...(await deviceIn(stores)), id: uuid7(), next_seq: rows.length + 1 });
  const shown = await stores.sheet.get("now");
  if (shown) await stores.sheet.put({ ...shown, device, upto: 0 }, "now");
}

export async function putEpoch(stores, epoch) {
  return keep(stores, { ...(await deviceIn(stores)), epoch });
}

async function keep({ meta }, device) {
  await meta.put(device, "device");
  return device;
}
