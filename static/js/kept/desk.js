import { arrive } from "./arrive.js";
import { Pace } from "../sync/pace.js";
import { Vault } from "../sync/vault.js";
import { worldOf } from "../sync/world.js";
import { Texts } from "./texts.js";

/** Somebody's texts on this device. `key`: what seals them, where the page brought it. */
export async function openKept(user, { key, told, ...given } = {}) {
  const world = worldOf(given);
  const parts = { world, user: { id: user }, pace: new Pace(world) };
  parts.vault = new Vault(parts, () => parts.texts.sealOldRows().catch(() => {}));
  parts.texts = new Texts(parts, told);
  await arrive(parts.vault, key);
  return parts;
}
