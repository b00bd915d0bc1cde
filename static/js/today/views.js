import { t } from "../words.js";
import { oftenText } from "./often.js";
import { clockOf, dateOf, dayName, shortDate, whenText, windowLine } from "./time.js";

const GRADES = { A: "A 可签约", B: "B 有意向", C: "C 保持联系", D: "D 无意向" };
const WECHAT = { added: "微信已加", requested: "微信待通过" };
const SECTIONS = {
  call_back: "约好再打",
  new_precise: "新的精准资源",
  follow_up: "到期跟进",
  retry: "再试一次",
  overdue: "阶段超时",
  ordinary: "普通客户",
};

/** A lead of the sheet in the fields of the customer card. */
export function leadView(lead, now, day) {
  const last = lead.notes[0];
  return {
    ...lead,
    why: whyOf(lead),
    tel: `tel:${lead.phone}`,
    grade_text: lead.grade && t(GRADES[lead.grade]),
    attempts_text: lead.whose ? "" : t("第 %(n)s 次", { n: lead.attempts + 1 }),
    whose_text: lead.whose && t("%(whose)s。这通记在你名下,等级和下次跟进不改。", lead),
    often_text: oftenText(lead, now, day?.often),
    wechat_text: WECHAT[lead.wechat_state] && t(WECHAT[lead.wechat_state]),
    drop_text: lead.drop_on && t("%(day)s前未跟进将回收", { day: shortDate(lead.drop_on) }),
    drop_warned: lead.warn_on && dateOf(now) >= lead.warn_on ? "" : null,
    may_extend: Boolean(lead.may_extend),
    extend_url: `/leads/${lead.id}/extension`,
    return_url: lead.whose || lead.entered ? null : `/leads/${lead.id}/return`,
    card: lead.card ?? "",
    last_text: last && [whenText(last.at, now), labelOf(last), last.text].join(" "),
  };
}

const whyOf = ({ entered, why }) => (entered ? t("刚录入的客户") : why);

export function noteView(note, now) {
  return { ...note, when: whenText(note.at, now), label: labelOf(note) };
}

/** The outcome of a call; of one that came in it says so. */
export const labelOf = ({ direction, label }) => direction === "in" ? t("来电:%(label)s", { label }) : label;

/** A lead as a stop on the line; the heading of its section only where a new one begins. */
export function rowView(lead, previous, skipped) {
  const heading = lead.section !== previous?.section && SECTIONS[lead.section];
  const reason = skipped[lead.id];
  return {
    id: lead.id,
    url: `/leads/${lead.id}`,
    name: lead.name || lead.phone_shown,
    company: lead.company,
    grade: lead.grade,
    why: reason ? t("已跳过:%(reason)s", { reason }) : whyOf(lead),
    section_text: heading ? t(heading) : "",
  };
}

export function topView(day, now) {
  const { open, text } = windowLine(now, day);
  return { ...day, open, window_text: text, ring: `${day.calls} ${day.target * 2}` };
}

/** The claim's buttons with their own explanation; without a network they say so. */
export function claimView({ can_claim, refusal, text, ordinary }, online) {
  const offline = online ? null : t("联网后可以领取。");
  return {
    precise_label: can_claim ? t("领取 %(n)s 条精准资源", { n: can_claim }) : t("现在不能领精准资源"),
    precise_why: offline ?? refusal ?? text,
    precise_count: can_claim || 1,
    precise_off: can_claim && online ? null : "true",
    ordinary_label: ordinary.can_claim
      ? t("领取 %(n)s 条普通客户", { n: ordinary.can_claim })
      : t("现在不能领普通客户"),
    ordinary_why: offline ?? ordinary.refusal ?? t("手上 %(held)s 条,最多 %(cap)s 条", ordinary),
    ordinary_off: ordinary.can_claim && online ? null : "true",
  };
}

/** The end of the sheet: thanks, what is still to come today, what is due next. */
export function endView(day, later) {
  const next = day.due_next;
  return {
    done_text: t("今天 %(calls)s 通,接通 %(connected)s 通。", day),
    next_text: later.length
      ? t("今天稍后还有 %(n)s 位约好的。", { n: later.length })
      : dueNext(next, day),
  };
}

function dueNext(next, day) {
  if (!next?.count) return "";
  const when = dayName(next.date, day.date);
  return t("%(when)s要跟进 %(n)s 位:%(names)s", {
    when,
    n: next.count,
    names: next.names.join(t("、")),
  });
}

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
  const skew =
    minutes >= 2 ? t("手机的钟差了 %(minutes)s 分钟,已按服务器的钟改正。", { minutes }) : "";
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

/** Which records went with a store that was wiped, in words to be passed on. */
export function lostText({ first, last, since }) {
  const day = shortDate(dateOf(since));
  const text =
    "这台手机的存储被清空过:%(day)s之后有 %(n)s 条记录没有送到(第 %(first)s 到 %(last)s 条)。请凭记忆补记,主管也会看到。";
  return t(text, { day, n: last - first + 1, first, last });
}

/** Who agreed on the phone and whose deal is still to be entered: the latest, and how many more. */
export function wonText([latest, ...more]) {
  if (!latest) return "";
  const text = t("%(name)s 说了成交,成单还没录入。", { name: latest.name || t("新客户") });
  return more.length ? `${text} ${t("另有 %(n)s 位", { n: more.length })}` : text;
}

/** The banners a state of the connection asks for: {name: text or ""}. */
export function linkNotices({ link, waiting }) {
  const blocked = link === "other_user" || link === "disabled";
  const signIn = waiting
    ? t("登录后上传 %(n)s 条记录", { n: waiting })
    : t("登录过期了,登录后继续。");
  return {
    sign_in: link === "sign_in" ? signIn : "",
    portal: link === "portal" ? t(LINKS.portal[1]) : "",
    blocked: blocked ? t(LINKS[link][1]) : "",
  };
}
