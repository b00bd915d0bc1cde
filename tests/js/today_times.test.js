import assert from "node:assert/strict";
import test from "node:test";
import {
  clockOf,
  clockText,
  dateOf,
  dayName,
  dayNow,
  fromLocal,
  isCold,
  isQuiet,
  nextWindow,
  shortDate,
  timeChoices,
  whenText,
  windowLine,
  workingDays,
} from "../../static/js/today/time.js";

const at = (clock, date = "2026-11-23") => Date.parse(`${date}T${clock}:00+08:00`);
const monday = {
  date: "2026-11-23",
  working: true,
  windows: [
    ["10:30", "12:00"],
    ["15:30", "17:30"],
  ],
  quiet: ["09:00", "20:00"],
  next_working_day: "2026-11-24",
  calls: 12,
};
const labels = (choices) => choices.map(({ label }) => label);

test("days and times are the company's, whatever the phone thinks", () => {
  assert.equal(dateOf("2026-11-23T16:30:00Z"), "2026-11-24");
  assert.equal(clockOf("2026-11-23T16:30:00Z"), "00:30");
  assert.equal(fromLocal("2026-11-24T10:30"), "2026-11-24T02:30:00.000Z");
  assert.equal(fromLocal(""), null);
});

test("days are named as people say them", () => {
  const names = ["2026-11-23", "2026-11-24", "2026-11-27", "2026-11-30", "2026-12-07"];
  assert.deepEqual(
    names.map((date) => dayName(date, "2026-11-23")),
    ["今天", "明天", "周五", "下周一", "12月7日"],
  );
  assert.equal(shortDate("2026-01-05"), "1月5日");
  assert.equal(whenText(at("09:05"), at("10:48")), "09:05");
  assert.equal(whenText(at("09:05", "2026-10-12"), at("10:48")), "10月12日");
});

test("a time is told as on a phone", () => {
  assert.deepEqual([0, 9, 84, 3723].map(clockText), ["0:00", "0:09", "1:24", "1:02:03"]);
});

test("offers today's late window, tomorrow and the end of the week", () => {
  const choices = timeChoices(at("10:48"), monday, { far: false });
  assert.deepEqual(labels(choices), ["今天 15:30", "明天 10:30", "周五 15:30"]);
  assert.equal(choices[1].value, "2026-11-24T02:30:00.000Z");
});

test("a window that has begun is not offered again", () => {
  const choices = timeChoices(at("15:31"), monday, { far: false });
  assert.deepEqual(labels(choices), ["明天 10:30", "周五 15:30"]);
});

test("who has no need now is offered a week and two", () => {
  const choices = timeChoices(at("10:48"), monday, { far: true });
  assert.deepEqual(labels(choices), ["下周一 10:30", "12月7日 10:30"]);
});

test("working days come from the server's calendar, then from the week", () => {
  const holiday = { ...monday, next_working_day: "2026-11-26" };
  assert.deepEqual(workingDays(holiday, 3), ["2026-11-26", "2026-11-27", "2026-11-30"]);
  const listed = { ...monday, working_days: ["2026-11-24", "2026-11-28"] };
  assert.deepEqual(workingDays(listed, 3), ["2026-11-24", "2026-11-28", "2026-11-30"]);
});

test("yesterday's sheet has no figures for today", () => {
  const tuesday = dayNow(monday, at("09:00", "2026-11-24"));
  assert.equal(tuesday.calls, 0);
  assert.equal(tuesday.working, true);
  assert.equal(dayNow(monday, at("09:00", "2026-11-28")).working, false);
  assert.deepEqual(dayNow(monday, at("10:48")), monday);
  assert.deepEqual(dayNow({ ...monday, windows: [] }, at("10:48")).windows, [monday.quiet]);
});

test("says how much of the window is left, or when the next begins", () => {
  assert.deepEqual(windowLine(at("11:18"), monday), { open: true, text: "拨打时段 还剩42分钟" });
  assert.deepEqual(windowLine(at("12:00"), monday), { open: false, text: "下一时段 15:30开始" });
  assert.equal(windowLine(at("18:00"), monday).text, "时段已过 · 明天 10:30");
  assert.equal(
    windowLine(at("11:00"), { ...monday, working: false }).text,
    "今天休息 · 明天 10:30",
  );
});

test("an unanswered call is proposed for the next window", () => {
  assert.deepEqual(nextWindow(at("10:48"), monday), { date: "2026-11-23", clock: "15:30" });
  assert.deepEqual(nextWindow(at("16:00"), monday), { date: "2026-11-24", clock: "10:30" });
});

test("before nine, after eight and on free days a cold call needs a reason", () => {
  assert.equal(isQuiet(at("08:59"), monday), true);
  assert.equal(isQuiet(at("09:00"), monday), false);
  assert.equal(isQuiet(at("20:00"), monday), true);
  assert.equal(isQuiet(at("11:00"), { ...monday, working: false }), true);
  assert.equal(isCold({ section: "call_back" }), false);
  assert.equal(isCold({ section: "new_precise" }), true);
});
