import "fake-indexeddb/auto";
import { IDBFactory } from "fake-indexeddb";
import { Clock } from "../../../static/js/sync/clock.js";
import { openClient } from "../../../static/js/sync/client.js";
import { Drafts } from "../../../static/js/sync/drafts.js";
import { Outbox } from "../../../static/js/sync/outbox.js";
import { Pace } from "../../../static/js/sync/pace.js";
import { Receipts } from "../../../static/js/sync/receipts.js";
import { Store } from "../../../static/js/sync/store.js";
import { Vault } from "../../../static/js/sync/vault.js";
import { worldOf } from "../../../static/js/sync/world.js";
import { keyOf } from "./network.js";

export const WANG = { id: 42, login: "wang", name: "王芳" };

/** A CacheStorage as small as it can be; with the keys of these users, as after their sign-in. */
export function fakeCaches(...users) {
  const kept = new Map();
  const open = async (name) => {
    if (!kept.has(name)) kept.set(name, new Map());
    const entries = kept.get(name);
    return {
      put: async (path, answer) => void entries.set(path, await answer.text()),
      match: async (path) => (entries.has(path) ? new Response(entries.get(path)) : undefined),
      delete: async (path) => entries.delete(path),
    };
  };
  const match = async (path, { cacheName }) => (kept.has(cacheName) ? (await open(cacheName)).match(path) : undefined);
  for (const id of users) kept.set(`lianxian-key-${id}`, new Map([["/sheet/key", JSON.stringify(keyOf(id))]]));
  return { open, match, keys: async () => [...kept.keys()], delete: async (name) => kept.delete(name) };
}

/**
 * A world without network, locks, tabs or page, in which waiting takes next to no time; somebody
 * signed in here before.
 */
export function bareWorld(given = {}) {
  const away = () => Promise.reject(new TypeError("Failed to fetch"));
  const bare = { fetch: away, locks: null, channel: () => null, page: null, caches: fakeCaches(WANG.id), storage: null };
  return { ...bare, indexedDB: new IDBFactory(), onLine: () => true, serviceWorker: null, timeFactor: 0.001, ...given };
}

/** The parts of a client alone, without anything that sends. */
export async function storage(given = {}) {
  const world = worldOf(bareWorld(given));
  const parts = { world, user: WANG, pace: new Pace(world), clock: new Clock(world) };
  parts.store = new Store(world, `lianxian-${WANG.id}`);
  parts.vault = new Vault(parts);
  await parts.vault.load();
  parts.drafts = new Drafts(parts);
  return Object.assign(parts, { outbox: new Outbox(parts), receipts: new Receipts(parts) });
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
