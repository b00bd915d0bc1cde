import { openClient } from "./client.js";
import { Here } from "./here.js";
import { worldOf } from "./world.js";

/**
 * The worker's `sync` event: sends what the last user left waiting, with the page's own module.
 * Rejects while something still waits, so that the browser tries again.
 */
export async function drainInBackground(given = {}) {
  const here = new Here(worldOf(given));
  const user = await here.last().finally(() => here.close());
  if (!user) return;
  const client = await openClient({ ...given, user, page: null });
  await client.drain("sync");
  const waiting = await client.waiting();
  client.close();
  if (waiting.length) throw new Error("records are still waiting");
}
