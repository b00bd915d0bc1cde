const { navigator, document } = globalThis;
const [, version = ""] = import.meta.url.match(/\/static\/([^/]+)\/js\//) ?? [];

const BROWSER = {
  version,
  indexedDB: globalThis.indexedDB,
  crypto: globalThis.crypto,
  fetch: (...args) => fetch(...args),
  locks: navigator?.locks,
  storage: navigator?.storage,
  caches: globalThis.caches,
  serviceWorker: navigator?.serviceWorker,
  page: document && globalThis,
  channel: (name) => globalThis.BroadcastChannel && new BroadcastChannel(name),
  onLine: () => navigator?.onLine !== false,
  now: () => Date.now(),
  monotonic: () => performance.now(),
  random: Math.random,
  timeFactor: 1,
};

/** All outside that is touched here; tests put their own in place. `timeFactor` shortens waits. */
export function worldOf(given = {}) {
  const world = { ...BROWSER, ...given };
  const { timeFactor } = world;
  world.after = (ms, act) => {
    const timer = setTimeout(act, ms * timeFactor);
    return () => clearTimeout(timer);
  };
  world.elapsed ??= () => performance.now() / timeFactor;
  return world;
}
