import { Refused } from "./outbox.js";

const CACHES = "lianxian-";

/**
 * Signing out (sync.md): `send` what waits or refuse to go, `keep` it here for this user, or
 * `discard` it, confirmed by how many. Then all goes that shows a customer, and the key to what
 * stays: the outbox, and what became of records sent of late.
 */
export async function leave({ world, user, store, here, outbox, drain, sheet, vault, drafts }, choice, confirmed) {
  if (choice === "discard") await outbox.discard(confirmed);
  if (choice !== "keep") await drain.trigger("button");
  const { waiting } = await outbox.count();
  if (choice === "send" && waiting) throw new Refused("waiting");
  drain.close();
  sheet.close();
  await drafts.settled();
  await store.write("sheet drafts", async (stores) => {
    await stores.sheet.clear();
    await stores.drafts.clear();
  });
  await here.note(user.id, waiting);
  await here.leave(user.id);
  await vault.drop();
  const names = (await world.caches?.keys()) ?? [];
  await Promise.all(names.filter((name) => name.startsWith(CACHES)).map((name) => world.caches.delete(name)));
}
