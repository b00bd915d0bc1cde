import { arrive } from "../kept/arrive.js";
import { Pace } from "../sync/pace.js";
import { listen } from "../sync/place.js";
import { Vault } from "../sync/vault.js";
import { worldOf } from "../sync/world.js";
import { Answers } from "./answers.js";
import { Sender } from "./sender.js";

/** Somebody's answers on this device with what sends them; `close` stops that. `key`: what seals them,
    where the page brought it; nobody else's stays here. */
export async function openDesk(user, report, { key, ...given } = {}) {
  const world = worldOf(given);
  const parts = { world, user: { id: user }, pace: new Pace(world) };
  parts.vault = new Vault(parts, () => parts.answers.sealOldRows().catch(() => {}));
  parts.answers = new Answers(parts);
  await arrive(parts.vault, key);
  const sender = new Sender(parts, report);
  const tryAgain = (reason) => sender.trigger(reason);
  const stop = listen(world, { tryAgain, wentOffline: () => report({ link: "offline" }), tick: () => tryAgain("timer") });
  const close = () => {
    stop();
    sender.close();
  };
  return { ...parts, sender, close };
}
