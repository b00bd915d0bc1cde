import assert from "node:assert/strict";
import test from "node:test";
import { connect } from "./sync/network.js";
import { bareWorld, call, open, until, WANG } from "./sync/phone.js";
import { Server } from "./sync/server.js";

const arrived = async (client) => until(async () => (await client.waiting()).length === 0);
const ids = (rows) => rows.map(({ id }) => id);

/** Somebody restored this phone's backup on another one, which then used the next number. */
function clone(server) {
  const [device] = server.devices.values();
  device.last_seq += 1;
  server.ops.push({ id: "of the clone", device: device.id, seq: device.last_seq, kind: "call.log", hash: "", result: { status: "applied" } });
}

async function calls(client, count) {
  const saved = [];
  for (let n = 0; n < count; n++) {
    saved.push(await client.save("call.log", call(n)));
    await arrived(client);
  }
  return saved;
}

/** A phone that forked: three records under its first id, two under its second. */
async function forked(server) {
  const world = bareWorld({ fetch: connect(server, WANG.id) });
  const client = await open(world);
  const first = await calls(client, 3);
  clone(server);
  const second = await calls(client, 2);
  return { world, client, saved: ids([...first, ...second]) };
}

function asTheyCame(server) {
  const own = server.ops.filter(({ id }) => id !== "of the clone");
  return { order: ids(own), seqs: own.map(({ seq }) => seq), devices: new Set(own.map(({ device }) => device)).size };
}

test("after a fork and a restore everything comes again in the order in which it was made", async () => {
  const server = new Server();
  const empty = server.backup();
  const { client, saved } = await forked(server);
  const before = asTheyCame(server);
  assert.equal(before.devices, 2);
  const bySeq = ids(server.ops.filter(({ id }) => saved.includes(id)).sort((one, other) => one.seq - other.seq));
  assert.notDeepEqual(bySeq, saved, "the control: by number alone they would be out of order");
  server.restore(empty);
  const last = await client.save("call.log", call(99));
  await arrived(client);
  assert.deepEqual(asTheyCame(server), { order: [...saved, last.id], seqs: [1, 2, 3, 4, 5, 6], devices: 1 });
  client.close();
});

test("what the backup still has is not doubled, and what it lacks comes in order", async () => {
  const server = new Server();
  const world = bareWorld({ fetch: connect(server, WANG.id) });
  const client = await open(world);
  const kept = await calls(client, 2);
  const backup = server.backup();
  const more = await calls(client, 1);
  clone(server);
  const second = await calls(client, 2);
  server.restore(backup);
  const last = await client.save("call.log", call(99));
  await arrived(client);
  assert.deepEqual(ids(server.calls), ids([...kept, ...more, ...second, last]));
  client.close();
});

test("two tabs that hear of the restore together send it once", async () => {
  const server = new Server();
  const empty = server.backup();
  const { world, client, saved } = await forked(server);
  const other = await open(world);
  server.restore(empty);
  const [one, two] = await Promise.all([client.save("call.log", call(98)), other.save("call.log", call(99))]);
  await until(async () => (await client.waiting()).length === 0 && (await other.waiting()).length === 0);
  const { order } = asTheyCame(server);
  assert.deepEqual(order.slice(0, 5), saved);
  assert.deepEqual(order.slice(5).sort(), [one.id, two.id].sort());
  client.close();
  other.close();
});

test("a phone that never forked keeps its id and its numbers", async () => {
  const server = new Server();
  const empty = server.backup();
  const client = await open(bareWorld({ fetch: connect(server, WANG.id) }));
  const saved = ids(await calls(client, 3));
  const [device] = server.devices.keys();
  server.restore(empty);
  const last = await client.save("call.log", call(99));
  await arrived(client);
  assert.deepEqual([...server.devices.keys()], [device]);
  assert.deepEqual(asTheyCame(server).order, [...saved, last.id]);
  client.close();
});
