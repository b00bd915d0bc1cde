import { t } from "../words.js";

const WHY = {
  offline: () => t("没有网络。"),
  portal: () => t("这个 Wi-Fi 还要先登录。"),
  sign_in: () => t("登录过期了。"),
  disabled: () => t("账号不能用了,请找主管。"),
  other_user: () => t("现在登录的是别人。"),
  limited: () => t("服务器正忙。"),
  server: () => t("连不上服务器。"),
};

/** Why nothing goes through, and what is kept meanwhile; "" while all is well. */
export function stateText({ link, waiting, over }) {
  const why = WHY[link]?.() ?? "";
  if (!waiting) return why && t("%(why)s继续答,答案会存在这台设备上。", { why });
  if (!why) return "";
  return over
    ? t("%(why)s%(n)s 个答案还在这台设备上,会接着送;到时间以后才送到的,由培训师决定算不算。", { why, n: waiting })
    : t("%(why)s%(n)s 个答案已存在这台设备上,会接着送。到时间以前送到才算。", { why, n: waiting });
}

export const savedText = (state) =>
  ({ kept: t("已存在这台设备上"), sent: t("已送到 ✓"), failed: t("没存下") })[state] ?? "";

export const markText = (state) => ({ kept: t("已答,还没送到"), sent: t("已答") })[state] ?? "";

/** What is left as people read a clock: 29:05, 1:02:07. */
export function leftText(ms) {
  const seconds = Math.max(Math.ceil(ms / 1000), 0);
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  const two = (number) => String(number).padStart(2, "0");
  return `${hours ? `${hours}:${two(minutes)}` : minutes}:${two(seconds % 60)}`;
}
