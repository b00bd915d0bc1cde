import { openDesk } from "../exams/desk.js";
import { openClient } from "../sync/client.js";
import { Here } from "../sync/here.js";
import { Refused } from "../sync/outbox.js";
import { openKept } from "./desk.js";
import { sendText } from "./send.js";
import { whatWaits } from "./words.js";

/** All that somebody leaves behind when he signs out: records, answers to exams, texts. */
export async function openLeft(user, given = {}) {
  const client = await openClient({ ...given, user });
  const exams = await openDesk(user.id, () => {}, given);
  const kept = await openKept(user.id, given);
  return new Left({ user, client, exams, kept });
}

class Left {
  constructor(parts) {
    Object.assign(this, parts);
  }

  /** How many records wait, and all that waits in words. */
  async waiting() {
    const records = (await this.client.waiting()).length;
    return { records, what: whatWaits({ records, ...(await this.#beside()) }) };
  }

  /** As the client does; answers and texts are sent too or kept, sealed, but never discarded. */
  async leave(choice, confirmed) {
    if (choice === "send") await this.#sendAll();
    const { answers, texts } = await this.#beside();
    if (choice === "send" && answers + texts) throw new Refused("waiting");
    await this.client.leave(choice, confirmed);
    await this.#note(answers + texts);
    this.exams.close();
    await this.kept.texts.close();
  }

  async #beside() {
    const { length: answers } = await this.exams.answers.waiting();
    return { answers, texts: await this.kept.texts.count() };
  }

  async #sendAll() {
    await this.exams.sender.trigger("leave");
    await this.kept.vault.unlock();
    for (const { key } of await this.kept.texts.all()) await sendText(this.kept, key);
  }

  async #note(kept) {
    const here = new Here(this.kept.world);
    await here.noteKept(this.user.id, kept);
    await here.close();
  }
}
