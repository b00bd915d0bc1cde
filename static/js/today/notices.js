import { t } from "../words.js";
import { fill, slot } from "./fill.js";
import { offerInstall, placeText } from "./place.js";
import { linkNotices } from "./status_view.js";
import { read, write } from "./store.js";
import { noteWaiting, waitingOfOthers } from "./who.js";

const root = slot("notices");
const notice = (name) => root.querySelector(`[data-notice="${name}"]`);

export function connect(page) {
  notice("place").querySelector("[data-dismiss]").addEventListener("click", () => {
    write("place-read", true);
    page.render();
  });
  offerInstall(notice("place").querySelector("[data-install]"), page.render);
}

export function render({ client, user }) {
  noteWaiting(user, client.state.waiting);
  const others = waitingOfOthers(user.id).map((entry) => t("%(name)s 有 %(waiting)s 条未上传的记录在这台手机上。", entry));
  const place = read("place-read") ? "" : placeText();
  const shown = { ...linkNotices(client.state), others: others.join(""), place };
  for (const [name, text] of Object.entries(shown)) show(name, text);
}

export function show(name, text) {
  const element = notice(name);
  element.hidden = !text;
  if (text) fill(element, { text });
}
