import assert from "node:assert/strict";
import test from "node:test";
import { connect, FAULTS } from "./sync/network.js";
import { bareWorld, call, open, pause, seeded, until, WANG } from "./sync/phone.js";
import { Server } from "./sync/server.js";

const DEVICES = 10;
const RECORDS = 100;
const NAMES = Object.keys(FAULTS);

/** 30 % of the requests go wrong, half of those after the server has done its work. */
function faulty(random) {
  return () => (random() < 0.3 ? NAMES[Math.floor(random() * NAMES.length)] : null);
}

/** A rep's day: calls one after another, now and then a second tab or a killed browser. */
async function useOnePhone(server, seed) {
  const random = seeded(seed);
  const world = bareWorld({ random, fetch: connect(server, WANG.id, { fault: faulty(random) }) });
  const tabs = [await open(world)];
  const saved = [];
  while (saved.length < RECORDS) {
    const record = await tabs.at(-1).save("call.log", call(saved.length));
    saved.push(record);
    if (random() < 0.05 && tabs.length < 2) tabs.push(await open(world));
    if (random() < 0.03) {
      while (tabs.length) tabs.pop().close();
      tabs.push(await open(world));
    }
    if (random() < 0.3) await pause(random() * 4);
  }
  await until(async () => (await tabs[0].waiting()).length === 0);
  for (const tab of tabs) tab.close();
  return saved;
}

function tally(server, saved) {
  const arrived = server.calls.map(({ id }) => id);
  const distinct = new Set(arrived);
  const ordered = (device) => {
    const seqs = server.calls.filter((one) => one.device === device).map(({ seq }) => seq);
    return seqs.every((seq, index) => seq === index + 1);
  };
  return {
    lost: saved.filter(({ id }) => !distinct.has(id)).length,
    doubled: arrived.length - distinct.size,
    inOrder: [...server.devices.keys()].every(ordered),
  };
}

test("1,000 records from 10 phones with 30 % faults: none lost, none doubled, in order", async () => {
  const server = new Server();
  const phones = Array.from({ length: DEVICES }, (_, index) => useOnePhone(server, 7 + index));
  const saved = (await Promise.all(phones)).flat();
  assert.equal(saved.length, DEVICES * RECORDS);
  assert.deepEqual(tally(server, saved), { lost: 0, doubled: 0, inOrder: true });
  assert.equal(server.devices.size, DEVICES);
});
