import "fake-indexeddb/auto";
import { IDBFactory } from "fake-indexeddb";
import { Clock } from "../../../static/js/sync/clock.js";
import { openClient } from "../../../static/js/sync/client.js";
import { Outbox } from "../../../static/js/sync/outbox.js";
import { Store } from "../../../static/js/sync/store.js";
import { worldOf } from "../../../static/js/sync/world.js";

export const WANG = { id: 42, login: "wang", name: "王芳" };

/** A world without network, locks, tabs or page, in which waiting takes next to no time. */
export function bareWorld(given = {}) {
  const away = () => Promise.reject(new TypeError("Failed to fetch"));
  const bare = { fetch: away, locks: null, channel: () => null, page: null, caches: null, storage: null };
  return { ...bare, indexedDB: new IDBFactory(), onLine: () => true, serviceWorker: null, timeFactor: 0.001, ...given };
}

/** Store and outbox alone, without anything that sends. */
export function storage(given = {}) {
  const world = worldOf(bareWorld(given));
  const store = new Store(world, `lianxian-${WANG.id}`);
  const clock = new Clock(world);
  return { world, store, clock, outbox: new Outbox(store, clock), user: WANG };
}

export const open = (given) => openClient({ user: WANG, ...given });

export const call = (lead = 9, payload = {}) => ({
  kind: "call.log",
  lead,
  leadRev: 14,
  payload: { disposition: "no_answer", ...payload },
});

export const all = (store, name) => store.read(name, (stores) => stores[name].getAll());

/** The same random numbers for the same seed. */
export function seeded(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

export const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

export async function until(holds, patience = 10000) {
  const deadline = Date.now() + patience;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`never: ${holds}`);
    await pause(2);
  }
}
