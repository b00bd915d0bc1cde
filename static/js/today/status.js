import { here, kindOf } from "../sync/place.js";
import { t } from "../words.js";
import { fill, slot } from "./fill.js";
import { read, write } from "./store.js";
import { linkNotices, linkView, lostText, topView } from "./views.js";

const top = slot("top");
const badge = top.querySelector("[data-link]");
const sprite = badge.querySelector("use").getAttribute("href").split("#")[0];
const unsent = document.getElementById("unsent");
const notice = (name) => slot("notices").querySelector(`[data-notice="${name}"]`);

export function connect(page) {
  const on = (name, mark, act) => notice(name).querySelector(mark).addEventListener("click", act);
  on("place", "[data-dismiss]", () => {
    write("place-read", true);
    page.render();
  });
  on("lost", "[data-dismiss]", () => {
    write("lost-read", unread(page.sheet).map(({ device, last }) => `${device} ${last}`).concat(read("lost-read", [])));
    page.render();
  });
  on("due", "[data-due]", () => page.bringUp(page.due.id));
  offerInstall(notice("place").querySelector("[data-install]"), page.render);
  for (const opener of document.querySelectorAll('[data-opens="unsent"]')) {
    opener.addEventListener("click", () => showUnsent(page));
  }
}

/** Another tab brought a newer store: this page can no longer write and says so. */
export function mustReload(page) {
  page.old = true;
  page.render();
}

export function render(page) {
  const { client, sheet, day, now } = page;
  const view = { ...(sheet && topView(day, now())), ...linkView(client.state, sprite) };
  fill(top, view);
  fill(slot("unsent"), view);
  badge.dataset.link = view.link;
  top.querySelector(".top__window").toggleAttribute("data-open", Boolean(view.open));
  showNotices(page);
  if (unsent.open) showUnsent(page);
  else if (client.state.waiting) import("./unsent.js").catch(() => {});
}

/** Records lost with a wiped store, until the rep has read which. */
function unread(sheet) {
  const known = read("lost-read", []);
  return (sheet?.lost ?? []).filter(({ device, last }) => !known.includes(`${device} ${last}`));
}

async function showNotices({ client, sheet, due, old }) {
  const left = (one) => t("%(name)s 有 %(waiting)s 条未上传的记录在这台手机上。", one);
  const [others, { length: n }] = [await client.others(), await client.cards()];
  const shown = {
    ...linkNotices(client.state),
    others: others.map(left).join(""),
    lost: unread(sheet).map(lostText).join(""),
    place: read("place-read") ? "" : placeText(),
    cards: n ? t("有 %(n)s 条记录要你看一眼。", { n }) : "",
    due: due && `${due.why} ${due.name}`,
    ...(old && { blocked: t("连线已在另一个页面更新,请刷新这一页。") }),
  };
  for (const [name, text] of Object.entries(shown)) {
    notice(name).hidden = !text;
    if (text) fill(notice(name), { text });
  }
}

/** The list of records is seldom looked at: its script comes when it is. */
async function showUnsent(page) {
  const { render: renderUnsent } = await import("./unsent.js");
  await renderUnsent(page);
}

let prompt = null;
let ready = false;

navigator.serviceWorker?.ready.then(() => (ready = true));

/** What to tell once about this place; nothing where all is well and nothing can be offered. */
export function placeText(place = here()) {
  const kind = kindOf(place);
  if (kind === "C") {
    const how = place.wechat ? t("点右上角“···”,选“在浏览器打开”。") : "";
    return t("离线启动在这里不可用,请用浏览器打开。") + how;
  }
  if (kind === "B")
    return t(
      "请把连线加到主屏幕:点“分享”,再点“添加到主屏幕”。否则 7 天不用,手机可能清掉本机的名单。",
    );
  return prompt ? t("装到桌面:打开更快,没有网络也能用。") : "";
}

/** Only what is true now: without a worker in charge there is no offline start. */
export function offlineText(place = here()) {
  if (kindOf(place) === "C") return t("离线启动在这里不可用,请用浏览器打开。");
  if (!ready) return t("离线启动正在准备,请再联网打开一次。");
  return t("可以离线启动:名单和话术已存在本机。");
}

export function offerInstall(button, changed) {
  addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault();
    prompt = event;
    button.hidden = false;
    changed();
  });
  button.addEventListener("click", async () => {
    await prompt?.prompt();
    prompt = null;
    button.hidden = true;
    changed();
  });
}
