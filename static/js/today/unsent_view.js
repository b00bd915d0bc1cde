import { t } from "../words.js";
import { clockOf, dateOf, shortDate } from "./time.js";
import { labelOf } from "./views.js";

const CONFLICTS = {
  reassigned: "这位客户已转给%(owner)s。你的通话照样算数,只是等级和下次跟进没有改。",
  recycled: "这位客户已回收到公海。你的通话照样算数。",
  merged: "这位客户和%(customer)s是同一位,已合并。你的通话记在合并后的客户上。",
  erased: "这位客户的资料已按要求删除。你的通话照样算数。",
  do_not_call: "这位客户要求不再来电,请不要再打。你的通话照样算数。",
  own_others: "要录入的号码已有,归%(owner)s,没有另建客户。可以申请一起跟进。",
  own_pool: "要录入的号码公司已有,正等着分配,没有另建客户。",
  own_gone: "要录入的号码记过是空号或错号,没有另建客户。请核对一下。",
  own_listed: "要录入的号码在禁呼名单上,没有录入,请不要打。",
  newer: "这位客户有更新的记录,以新的为准。你的通话照样算数。",
};
const OTHERS = {
  parked: "已送到,但系统看不懂其中一部分,主管会处理。",
  id_conflict: "这条没能送到。请把内容复制下来交给主管。",
  unreadable: "这条在这台手机上打不开了,没能送到。请凭记忆补记。",
  too_large: "这条太长,送不出去。请把内容复制下来,写短一点再记。",
};

const UNDELIVERABLE = ["id_conflict", "too_large", "unreadable"];

export function recordView(record, { names, labels, status }) {
  return {
    at: clockOf(record.at),
    name: nameOf(record, names),
    label: labelOf({
      direction: record.payload?.direction,
      label: labels.get(record.payload?.disposition) ?? KINDS(record.kind),
    }),
    status,
  };
}

/** Of whom a record is: what it says itself where it enters him. */
function nameOf({ kind, lead, payload }, names) {
  if (kind === "lead.add") return [payload?.name, payload?.number].filter(Boolean).join(" ");
  return lead == null ? "" : (names.get(lead) ?? t("客户 %(id)s", { id: lead }));
}

const KINDS = (kind) =>
  ({ "lead.add": t("录入客户"), "deal.enter": t("成单"), "deal.undo": t("撤销成单"), "call.undo": t("撤销"), "call.amend": t("修改"), void: t("缺失的记录") })[kind] ?? "";

export function waitingStatus({ attempts = 0 }) {
  return attempts ? t("待上传,试过 %(attempts)s 次", { attempts }) : t("待上传");
}

/** What became of a record that did not simply arrive; it stays until read. */
export function cardView(card, context) {
  const { at, name, label } = recordView(card, { ...context, status: "" });
  const sentence = CONFLICTS[card.code] ?? OTHERS[card.status] ?? OTHERS.parked;
  const owner = card.owner ?? t("同事");
  const since = card.since ? t("(%(day)s起)", { day: shortDate(dateOf(card.since)) }) : "";
  const undeliverable = card.payload && (UNDELIVERABLE.includes(card.status) || card.kind === "lead.add");
  return {
    id: card.id,
    title: [at, name, label].filter(Boolean).join(" "),
    text: card.said ?? t(sentence, { owner: owner + since, customer: card.customer ?? t("另一条") }),
    copy: undeliverable ? JSON.stringify(card.payload, null, 1) : "",
  };
}
