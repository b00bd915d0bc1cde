import { t } from "../words.js";
import { shortDate, whenText } from "./time.js";

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
export function leadView(lead, now) {
  const last = lead.notes[0];
  return {
    ...lead,
    tel: `tel:${lead.phone}`,
    grade_text: lead.grade && t(GRADES[lead.grade]),
    attempts_text: t("第 %(n)s 次", { n: lead.attempts + 1 }),
    wechat_text: WECHAT[lead.wechat_state] && t(WECHAT[lead.wechat_state]),
    drop_text: lead.drop_on && t("%(day)s前未跟进将回收", { day: shortDate(lead.drop_on) }),
    last_text: last && [whenText(last.at, now), last.label, last.text].join(" "),
  };
}

export function noteView(note, now) {
  return { ...note, when: whenText(note.at, now) };
}

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
    why: reason ? t("已跳过:%(reason)s", { reason }) : lead.why,
    section_text: heading ? t(heading) : "",
  };
}
