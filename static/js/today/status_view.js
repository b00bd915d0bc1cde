import { t } from "../words.js";
import { clockOf } from "./shanghai.js";

const LINKS = {
  ok: ["已联网", "网络正常,记录存好就上传。", "online"],
  offline: ["离线", "现在没有网络。照常打、照常记,联网后自动上传。", "offline"],
  portal: ["要认证", "这个网络要先在浏览器里认证。记录都在本机,没有丢。", "lock"],
  sign_in: ["要登录", "登录过期了。记录都在本机,登录后自动上传。", "lock"],
  server: ["连不上", "服务器暂时没有回应,会自动再试。记录都在本机。", "offline"],
  limited: ["稍后传", "请求太密,稍后自动再传。记录都在本机。", "clock"],
  other_user: ["换了账号", "这台手机上登录的是另一个人。你的记录留在本机,等你登录再传。", "block"],
  disabled: ["已停用", "账号已停用。本机的记录没有丢,请找经理。", "block"],
};

/** The line that is always honest: is there a connection, and what has not arrived. */
export function linkView({ link, waiting, nextTryAt, skewMs = 0 }, sprite) {
  const [short, story, icon] = LINKS[link] ?? LINKS.server;
  const again = nextTryAt ? t("下次自动重试 %(clock)s。", { clock: clockOf(nextTryAt) }) : "";
  const minutes = Math.round(Math.abs(skewMs) / 60000);
  const skew = minutes >= 2 ? t("手机的钟差了 %(minutes)s 分钟,已按服务器的钟改正。", { minutes }) : "";
  return {
    link,
    link_text: t(short),
    link_icon: `${sprite}#${icon}`,
    waiting_text: waiting ? t("待上传 %(n)s", { n: waiting }) : "",
    link_story: [t(story), again, skew].join(""),
    waiting_title: t("待上传 %(n)s 条", { n: waiting }),
    waiting_any: waiting > 0,
    waiting_none: waiting === 0,
  };
}

/** The banners a state of the connection asks for: {name: text or ""}. */
export function linkNotices({ link, waiting }) {
  const blocked = link === "other_user" || link === "disabled";
  const signIn = waiting ? t("登录后上传 %(n)s 条记录", { n: waiting }) : t("登录过期了,登录后继续。");
  return {
    sign_in: link === "sign_in" ? signIn : "",
    portal: link === "portal" ? t(LINKS.portal[1]) : "",
    blocked: blocked ? t(LINKS[link][1]) : "",
  };
}
