import { here, kindOf } from "../sync/place.js";
import { t } from "../words.js";

// What this browser can do without a network, said as it is, and what to do about it.
let prompt = null;
let ready = false;

navigator.serviceWorker?.ready.then(() => (ready = true));

/** A browser that has workers and did not take ours: too old, a private window. */
const refused = () => document.documentElement.dataset.worker === "refused";
const refusedText = () => t("这个浏览器不能离线启动:版本太旧,或是无痕窗口。电话照常能记。");

/** What to tell once about this place; nothing where all is well and nothing can be offered. */
export function placeText(place = here()) {
  const kind = kindOf(place);
  if (kind === "C") {
    const how = place.wechat ? t("点右上角“···”,选“在浏览器打开”。") : "";
    return t("离线启动在这里不可用,请用浏览器打开。") + how;
  }
  if (refused()) return refusedText();
  if (kind === "B")
    return t(
      "请把连线加到主屏幕:点“分享”,再点“添加到主屏幕”。否则 7 天不用,手机可能清掉本机的名单。",
    );
  return prompt ? t("装到桌面:打开更快,没有网络也能用。") : "";
}

/** Only what is true now: without a worker in charge there is no offline start. */
export function offlineText(place = here()) {
  if (kindOf(place) === "C") return t("离线启动在这里不可用,请用浏览器打开。");
  if (refused()) return refusedText();
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
