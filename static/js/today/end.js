import { t } from "../words.js";
import { fill, slot } from "./fill.js";
import { endView } from "./sheet_view.js";

const SLOTS = ["end", "start", "loading"];

export function render({ root, sheet, lead, day, later, client }) {
  if (!sheet && root.dataset.user) return;
  if (!sheet) return wait(client.state.link === "ok" ? "" : t("这台手机上没有可用的名单。联网后会自动取来。"));
  root.toggleAttribute("data-nobody", !lead);
  only(lead ? null : day.calls || later.length ? "end" : "start");
  if (!lead) fill(slot("end"), endView(day, later));
}

function only(name) {
  for (const other of SLOTS) slot(other).hidden = other !== name;
}

function wait(loading_text) {
  only("loading");
  fill(slot("loading"), { loading_text });
}

/** The shell of a phone that nobody is signed in on. */
export function nobody() {
  wait(t("请先联网登录一次,名单才会存到这台手机上。"));
}

/** Without storage the page still works as the server made it: forms are sent as they are. */
export function plain() {
  slot("outcome").dataset.plain = "";
  if (!slot("loading").hidden) wait(t("这个浏览器不能在本机存记录,请联网使用。"));
}
