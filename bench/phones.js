// Phones with the real outbox module against a real server: `node bench/phones.js '{…}'`.
import { FAULTS } from "../tests/js/sync/network.js";
import { bareWorld, call, fakeCaches, open, pause, seeded, until } from "../tests/js/sync/phone.js";
import { uuid7 } from "../static/js/sync/uuid7.js";
import { reachFor } from "./reach.js";

const given = JSON.parse(process.argv[2]);
const PATIENCE = 600_000;
const NAMES = Object.keys(FAULTS);

function faulty(reach, random) {
  return (path, init) => {
    if (random() > given.faults) return reach(path, init);
    return FAULTS[NAMES[Math.floor(random() * NAMES.length)]](() => reach(path, init));
  };
}

const said = (person, n) => call(person.lead + (n % given.leads), { duration_s: 5, note: `${person.id}-${n}` });

/** A day at this phone: now and then a second tab, or the browser killed. */
async function useOutbox(person, random) {
  const user = { id: person.id, login: "", name: "" };
  const fetch = faulty(reachFor(given.url, person), random);
  const world = { user, ...bareWorld({ caches: fakeCaches(person.id), random, fetch, timeFactor: given.timeFactor }) };
  let tabs = [await open(world)];
  for (let n = 0; n < given.records; n++) {
    await tabs.at(-1).save("call.log", said(person, n));
    if (random() < 0.02 && tabs.length < 2) tabs.push(await open(world));
    if (random() < 0.02) {
      for (const tab of tabs) tab.close();
      tabs = [await open(world)];
    }
    if (random() < 0.2) await pause(random() * 200);
  }
  await until(async () => (await tabs[0].waiting()).length === 0, PATIENCE);
  for (const tab of tabs) tab.close();
}

/** The control: believes any 200, and what was not understood it sends anew as something new. */
async function useNaively(person, random) {
  const fetch = faulty(reachFor(given.url, person), random);
  const device = uuid7();
  let seq = 0;
  for (let n = 0; n < given.records; n++) {
    for (let done = false; !done; ) {
      const { lead, payload } = said(person, n);
      const op = { id: uuid7(), seq: seq + 1, v: 1, kind: "call.log", lead, lead_rev: 1, payload };
      const ops = [{ ...op, at: new Date().toISOString(), age_ms: 0 }];
      const body = { proto: 1, client: "naive", epoch: "", device, user: person.id, max_seq: seq + 1, queued: 1, ops };
      const init = { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
      try {
        const answer = await fetch("/sync", init);
        done = answer.status === 200;
        seq = (await answer.json()).last_seq ?? seq;
      } catch {
        seq += done ? 0 : 1;
        await pause(20);
      }
      if (seq > n + 40) return;
    }
  }
}

/** How long 1,000 waiting records take once there is a network again. */
async function sendWaiting(person) {
  const user = { id: person.id, login: "", name: "" };
  const world = { user, ...bareWorld({ caches: fakeCaches(person.id), timeFactor: 1 }) };
  const away = await open({ ...world, onLine: () => false });
  for (let n = 0; n < given.records; n++) await away.save("call.log", said(person, n));
  away.close();
  const begun = performance.now();
  const tab = await open({ ...world, fetch: reachFor(given.url, person, given.delay) });
  await until(async () => (await tab.waiting()).length === 0, PATIENCE);
  console.log(JSON.stringify({ seconds: (performance.now() - begun) / 1000 }));
  tab.close();
}

const USES = { outbox: useOutbox, naive: useNaively, waiting: sendWaiting };
await Promise.all(given.people.map((person) => USES[given.use](person, seeded(person.id))));
process.exit(0);
