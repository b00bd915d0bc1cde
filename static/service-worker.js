// Served from /service-worker.js, where the server puts the version and the list of assets in
// place of the two marks below. A version "off" takes the worker out of service again.
import { Drain } from "./static/__VERSION__/js/sync/drain.js";
import { Store } from "./static/__VERSION__/js/sync/store.js";

const VERSION = "__VERSION__";
const ASSETS = ["__ASSETS__"];
const PREFIX = "lianxian-shell-";
const SHELL = "/today/shell";
const PAGE = "/today";
const PATIENCE = 2500;
const cacheName = PREFIX + VERSION;

addEventListener("install", (event) => event.waitUntil(keepShell()));
addEventListener("activate", (event) => event.waitUntil(clearOld()));
addEventListener("message", ({ data }) => data === "take-over" && skipWaiting());
addEventListener("sync", (event) => event.waitUntil(drainAll()));
addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") return;
  const url = new URL(request.url);
  if (url.origin !== location.origin) return;
  if (request.mode === "navigate" && (url.pathname === PAGE || url.pathname === "/")) event.respondWith(page(request));
  else if (url.pathname.startsWith("/static/")) event.respondWith(asset(request));
});

async function keepShell() {
  const cache = await caches.open(cacheName);
  await cache.addAll([SHELL, ...ASSETS].map((url) => new Request(url, { cache: "reload", credentials: "same-origin" })));
}

async function clearOld() {
  for (const name of await caches.keys()) {
    if (name.startsWith(PREFIX) && name !== cacheName) await caches.delete(name);
  }
}

/** The sheet's page: the network for a moment, then the shell; a way to sign in is passed on. */
async function page(request) {
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE));
  const answer = await Promise.race([fetch(request).catch(() => null), late]);
  if (answer && (answer.ok || answer.type === "opaqueredirect")) return answer;
  return (await caches.match(SHELL)) ?? answer ?? Response.error();
}

async function asset(request) {
  return (await caches.match(request)) ?? fetch(request);
}

/** Background Sync, where it exists: the same sender as the page's, for everybody's records here. */
async function drainAll() {
  const databases = (await indexedDB.databases?.()) ?? [];
  const ids = databases.map(({ name }) => /^lianxian-(\d+)$/.exec(name)?.[1]).filter(Boolean);
  await Promise.all(ids.map((id) => drainOf({ id: Number(id) })));
}

function drainOf(user) {
  const session = {
    ...{ user, page: "worker", client: VERSION, locks: navigator.locks, random: Math.random },
    ...{ fetch: (...asked) => fetch(...asked), now: () => Date.now(), monotonic: () => 0 },
    ...{ online: () => true, scale: (ms) => ms },
  };
  return new Drain(new Store(user), session).run("worker");
}
