import { listen } from "../sync/place.js";
import { worldOf } from "../sync/world.js";
import { Answers } from "./answers.js";
import { Sender } from "./sender.js";

/** Somebody's answers on this device with what sends them; `close` stops that. */
export function openDesk(user, report, given = {}) {
  const world = worldOf(given);
  const answers = new Answers(world, user);
  const sender = new Sender({ world, answers, user }, report);
  const tryAgain = (reason) => sender.trigger(reason);
  const stop = listen(world, { tryAgain, wentOffline: () => report({ link: "offline" }), tick: () => tryAgain("timer") });
  const close = () => {
    stop();
    sender.close();
  };
  return { world, answers, sender, close };
}
