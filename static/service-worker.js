// Served from /service-worker.js as a module. The server puts the version of the assets in place of
// every __VER… mark and the list of their names in place of the __ASS… one. To take the worker
// out of service it puts "off" for the version and leaves the import line out; for a browser that
// has no module workers (Firefox before 147) it leaves out the import line alone.
import { drainInBackground } from "./static/__VERSION__/js/sync/background.js";

const VERSION = "__VERSION__";
const ASSETS = ["__ASSETS__"].map((name) => `/static/${VERSION}/${name}`);

const PREFIX = "lianxian-shell-";
const CACHE = PREFIX + VERSION;
const SHELL = "/today/shell";
const ATTEMPT = /^\/attempts\/\d+$/;
const PATIENCE = 2500;
const SYNC_TAG = "lianxian-outbox";

if (VERSION === "off") {
  addEventListener("install", () => skipWaiting());
  addEventListener("activate", (event) => event.waitUntil(goAway()));
} else {
  addEventListener("install", (event) => event.waitUntil(keepShell()));
  addEventListener("activate", (event) => event.waitUntil(forgetCaches((name) => name !== CACHE)));
  addEventListener("message", ({ data }) => data === "take-over" && skipWaiting());
  if (typeof drainInBackground === "function") {
    addEventListener("sync", (event) => event.tag === SYNC_TAG && event.waitUntil(drainInBackground()));
  }
  addEventListener("fetch", answer);
}

/** Only GET, only ours; fragments, JSON and everything else go to the network as they are. */
function answer(event) {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  if (request.mode === "navigate" && pathname === "/today") event.respondWith(today(event));
  else if (request.mode === "navigate" && ATTEMPT.test(pathname)) event.respondWith(attempt(request));
  else if (pathname.startsWith("/static/")) event.respondWith(asset(request));
}

/** The network for a moment, then the shell, which fills itself from what this phone keeps. */
async function today(event) {
  const network = fromServer(event.request);
  const shell = () => caches.match(SHELL);
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE)).then(shell);
  const first = (await Promise.race([network, late])) ?? (await shell()) ?? (await network);
  event.waitUntil(network.then((page) => page && refill()).catch(() => {}));
  return first ?? Response.error();
}

/** A paper that may be kept on the device opens without the network, too; its page has kept itself. */
async function attempt(request) {
  const network = fromServer(request);
  const kept = () => caches.match(request.url.split("#")[0], { ignoreVary: true });
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE)).then(kept);
  return (await Promise.race([network, late])) ?? (await kept()) ?? (await network) ?? Response.error();
}

/** Our server's page or its way to the sign-in; null for a portal, a broken server or no network. */
async function fromServer(request) {
  try {
    const page = await fetch(request);
    if (page.type === "opaqueredirect") return (await staysHere(request.url)) ? page : null;
    return isOurs(page) && page.status < 500 && page.status !== 429 ? page : null;
  } catch {
    return null;
  }
}

/** Where a redirect leads is not told, but to another site this request is not allowed to go. */
async function staysHere(url) {
  return isOurs(await fetch(url, { mode: "same-origin", redirect: "follow" }));
}

/** A header that each answer of our server has, and a portal's page has not. */
const isOurs = ({ headers }) => headers.get("cross-origin-opener-policy") === "same-origin";

async function asset(request) {
  return (await caches.match(request, { ignoreVary: true })) ?? fetch(request);
}

/** The shell comes last into the cache, and only with the assets it was written for. */
async function keepShell() {
  const cache = await caches.open(CACHE);
  const shell = await fetch(SHELL, { cache: "reload" });
  const text = await shell.clone().text();
  if (!shell.ok || !text.includes(`/static/${VERSION}/`)) throw new Error("not the shell of this version");
  await cache.addAll(ASSETS.map((url) => new Request(url, { cache: "reload" })));
  await cache.put(SHELL, shell);
}

/** Signing out empties the caches, and a browser may; the next page from the server fills them. */
async function refill() {
  if (!(await caches.match(SHELL))) await keepShell();
}

async function forgetCaches(isOld) {
  const ours = (await caches.keys()).filter((name) => name.startsWith(PREFIX));
  await Promise.all(ours.filter(isOld).map((name) => caches.delete(name)));
}

/** Leaves IndexedDB alone: what waits there is sent by the page. */
async function goAway() {
  await forgetCaches(() => true);
  await registration.unregister();
}
