import { opOf } from "./record.js";

export const MOST_RECORDS = 50;
const MOST_BYTES = 60 * 1024;
const ENVELOPE_BYTES = 1024;

/** As many of the rows, from the first, as go into one request of at most 60 KiB. */
export function fitting(rows, clock) {
  let bytes = ENVELOPE_BYTES;
  const over = rows.findIndex((row) => {
    bytes += new TextEncoder().encode(JSON.stringify(opOf(row, clock))).length + 1;
    return bytes > MOST_BYTES;
  });
  return over < 0 ? rows : rows.slice(0, over);
}

/** The body of `POST /sync`; without rows it only asks the server for its time. */
export function envelope({ device, rows, queued }, { world, user, clock }) {
  return JSON.stringify({
    proto: 1,
    client: world.version,
    epoch: device.epoch ?? "",
    device: device.id,
    user: user.id,
    first_seq: rows[0]?.seq ?? device.next_seq,
    max_seq: device.next_seq - 1,
    queued,
    sent_at: new Date(clock.now()).toISOString(),
    ops: rows.map((row) => opOf(row, clock)),
  });
}
