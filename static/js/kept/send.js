import { ask, failure, understood } from "../sync/answer.js";

/** Sends what waits of a text, one save after another: the server's last word, {link} where there was
    none, nothing where nothing waits. */
export async function sendText(desk, key) {
  const locked = await desk.vault.unlock();
  if (locked) return locked;
  let last = null;
  for (let save; (save = await desk.texts.next(key)); ) {
    const answer = await post(desk, save);
    const said = understood(answer);
    if (!said?.state) return failure(answer);
    await desk.texts.settle(key, save.uuid, said);
    last = said;
  }
  return last;
}

function post({ world, user }, { url, fields, uuid, base, other, text }) {
  const body = new URLSearchParams({ ...fields, user: user.id, uuid, base: base ?? "", other, text });
  return ask(world, url, { method: "POST", body, headers: { accept: "application/json" } });
}
