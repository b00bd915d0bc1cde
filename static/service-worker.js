// Served from /service-worker.js, where the server puts the version and the list of assets in
// place of the two marks below. A version "off" takes the worker out of service again and leaves
// IndexedDB, with what waits there, alone.
import { drainInBackground } from "./static/__VERSION__/js/sync/background.js";

const VERSION = "__VERSION__";
const ASSETS = ["__ASSETS__"];
const PREFIX = "lianxian-shell-";
const SHELL = "/today/shell";
const PAGES = ["/", "/today"];
const PATIENCE = 2500;
const cacheName = PREFIX + VERSION;

addEventListener("install", (event) => event.waitUntil(keepShell()));
addEventListener("activate", (event) => event.waitUntil(clearOld()));
addEventListener("message", ({ data }) => data === "take-over" && skipWaiting());
addEventListener("sync", (event) => event.waitUntil(drainInBackground()));
addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") return;
  const url = new URL(request.url);
  if (url.origin !== location.origin) return;
  if (request.mode === "navigate" && PAGES.includes(url.pathname)) event.respondWith(page(request));
  else if (url.pathname.startsWith("/static/")) event.respondWith(asset(request));
});

async function keepShell() {
  const cache = await caches.open(cacheName);
  const fresh = (url) => new Request(url, { cache: "reload", credentials: "same-origin" });
  await cache.addAll([SHELL, ...ASSETS].map(fresh));
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
