import { uuid7 } from "./uuid7.js";

/** What a client stands on: this page session's clocks, network, locks; a test gives its own. */
export function surroundings(user) {
  return {
    page: uuid7(),
    client: globalThis.document?.querySelector("meta[name=version]")?.content ?? "",
    fetch: (...request) => fetch(...request),
    now: () => Date.now(),
    monotonic: () => performance.now(),
    random: Math.random,
    online: () => navigator.onLine,
    locks: navigator.locks,
    channel: typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel(`lianxian-${user.id}`),
  };
}

/** The moments to try again: back online, shown again, told by another tab (sync.md). */
export function listen(client) {
  addEventListener("online", () => client.drain("online"));
  addEventListener("offline", () => client.set({ link: "offline" }));
  addEventListener("pageshow", () => client.drain("pageshow"));
  document.addEventListener("visibilitychange", () => document.hidden || client.pull());
  client.session.channel?.addEventListener("message", async () => {
    client.set({ waiting: (await client.waiting()).length });
    client.tell("outbox");
  });
  navigator.serviceWorker?.ready.then((worker) => {
    client.addEventListener("outbox", () => client.state.waiting && worker.sync?.register("lianxian").catch(() => {}));
  });
}
