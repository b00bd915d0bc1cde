import assert from "node:assert/strict";
import test from "node:test";
import {
  claimView,
  endView,
  leadView,
  linkNotices,
  linkView,
  rowView,
  topView,
} from "../../static/js/today/views.js";
import { cardView, recordView, waitingStatus } from "../../static/js/today/unsent_view.js";

const NOW = Date.parse("2026-11-23T10:48:00+08:00");
const lead = {
  id: 9,
  name: "王秀英",
  company: "丽华火锅店",
  phone: "13800138000",
  phone_shown: "138 0013 8000",
  grade: "B",
  attempts: 2,
  section: "call_back",
  why: "10:45 约好再打",
  drop_on: "2026-11-27",
  wechat_state: "added",
  notes: [{ at: "2026-10-12T07:40:00Z", label: "有意向", text: "问费用" }],
};
const day = {
  date: "2026-11-23",
  working: true,
  target: 30,
  calls: 12,
  connected: 5,
  windows: [
    ["10:30", "12:00"],
    ["15:30", "17:30"],
  ],
  next_working_day: "2026-11-24",
};

test("the card tells who, how often, how he stands and when he drops", () => {
  const view = leadView(lead, NOW);
  assert.equal(view.tel, "tel:13800138000");
  assert.equal(view.grade_text, "B 有意向");
  assert.equal(view.attempts_text, "第 3 次");
  assert.equal(view.wechat_text, "微信已加");
  assert.equal(view.drop_text, "11月27日前未跟进将回收");
  assert.equal(view.last_text, "10月12日 有意向 问费用");
});

test("the day of dropping stands out from the working day before it on", () => {
  const warned = (warn_on) => leadView({ ...lead, warn_on }, NOW).drop_warned;
  assert.deepEqual([warned("2026-11-24"), warned("2026-11-23"), warned(undefined)], [null, "", null]);
});

test("one keeps or returns what is one's own, with what a sheet of before does not know left out", () => {
  const { may_extend, card, return_url } = leadView(lead, NOW);
  assert.deepEqual([may_extend, card, return_url], [false, "", "/leads/9/return"]);
  assert.equal(leadView({ ...lead, whose: "王芳的客户" }, NOW).return_url, null);
});

test("a new lead has neither grade nor past", () => {
  const view = leadView({ ...lead, grade: null, drop_on: null, wechat_state: "", notes: [] }, NOW);
  assert.deepEqual([view.grade_text, view.drop_text, view.last_text], [null, null, undefined]);
});

test("a section is named where it begins, a skipped lead says why", () => {
  assert.equal(rowView(lead, null, {}).section_text, "约好再打");
  assert.equal(rowView(lead, lead, {}).section_text, "");
  assert.equal(rowView(lead, null, { 9: "资料不全" }).why, "已跳过:资料不全");
  assert.equal(rowView({ ...lead, name: "" }, null, {}).name, "138 0013 8000");
});

test("the line at the top is honest about what waits", () => {
  const online = linkView({ link: "ok", waiting: 0 }, "s.svg");
  assert.deepEqual(
    [online.link_text, online.waiting_text, online.waiting_none],
    ["已联网", "", true],
  );
  const off = linkView({ link: "offline", waiting: 3, nextTryAt: NOW, skewMs: 180000 }, "s.svg");
  assert.equal(off.waiting_text, "待上传 3");
  assert.match(off.link_story, /没有网络.*10:48.*3 分钟/);
  assert.equal(linkView({ link: "something new", waiting: 0 }, "").link_text, "连不上");
});

test("signed out, the banner says what signing in will send", () => {
  assert.equal(linkNotices({ link: "sign_in", waiting: 7 }).sign_in, "登录后上传 7 条记录");
  assert.equal(linkNotices({ link: "ok", waiting: 7 }).sign_in, "");
  assert.match(linkNotices({ link: "other_user", waiting: 2 }).blocked, /另一个人/);
});

test("the ring shows calls of the target", () => {
  assert.equal(topView(day, NOW).ring, "12 60");
});

test("a claim explains itself: the quota, the refusal, or the missing network", () => {
  const quota = {
    can_claim: 3,
    text: "今日配额 5,已领 2",
    refusal: null,
    ordinary: { held: 60, cap: 60, can_claim: 0 },
  };
  const view = claimView(quota, true);
  assert.equal(view.precise_label, "领取 3 条精准资源");
  assert.equal(view.precise_why, quota.text);
  assert.deepEqual([view.precise_off, view.ordinary_off], [null, "true"]);
  const refused = claimView({ ...quota, can_claim: 0, refusal: "还有 4 条未拨打" }, true);
  assert.equal(refused.precise_why, "还有 4 条未拨打");
  assert.equal(claimView(quota, false).precise_why, "联网后可以领取。");
});

test("the end of the sheet tells what is still to come", () => {
  assert.match(endView(day, [lead]).next_text, /还有 1 位/);
  const due_next = { date: "2026-11-24", count: 2, names: ["王秀英", "李建国"] };
  assert.equal(endView({ ...day, due_next }, []).next_text, "明天要跟进 2 位:王秀英、李建国");
  assert.equal(endView(day, []).next_text, "");
});

const context = { names: new Map([[9, "王秀英"]]), labels: new Map([["no_answer", "无人接听"]]) };
const record = {
  id: "r1",
  kind: "call.log",
  lead: 9,
  at: "2026-11-23T02:40:00Z",
  payload: { disposition: "no_answer" },
};

test("a waiting record says whose it is and how often it was tried", () => {
  const view = recordView(record, { ...context, status: waitingStatus({ attempts: 2 }) });
  assert.deepEqual(view, {
    at: "10:40",
    name: "王秀英",
    label: "无人接听",
    status: "待上传,试过 2 次",
  });
});

test("a conflict says who has the customer now, and that the call counts", () => {
  const card = {
    ...record,
    status: "conflict",
    code: "reassigned",
    owner: "李娜",
    since: "2026-11-20T02:00:00Z",
  };
  const view = cardView(card, context);
  assert.match(view.text, /李娜\(11月20日起\).*算数/);
  assert.equal(view.copy, "");
});

test("what cannot be delivered can be copied out", () => {
  assert.match(cardView({ ...record, status: "too_large" }, context).copy, /no_answer/);
});
