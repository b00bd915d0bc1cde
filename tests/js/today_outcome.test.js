import assert from "node:assert/strict";
import test from "node:test";
import {
  isDirect,
  keyed,
  payloadOf,
  problemOf,
  proposes,
  retryOf,
} from "../../static/js/today/outcome.js";

const interested = {
  code: "interested",
  connected: true,
  asks: ["grade", "follow_up", "wechat", "note"],
  requires: ["follow_up"],
  direct: false,
};
const noAnswer = { code: "no_answer", connected: false, asks: [], requires: [], direct: true };

test("no answer needs no second thought", () => {
  assert.equal(isDirect(noAnswer), true);
  assert.equal(isDirect(interested), false);
});

test("interest requires a next time", () => {
  const now = Date.parse("2026-11-23T02:48:00Z");
  assert.equal(problemOf(interested, { note: "问费用" }, now), "missing");
  assert.equal(problemOf(interested, { follow_up_at: "2026-11-23T02:00:00Z" }, now), "past");
  assert.equal(problemOf(interested, { follow_up_at: "2026-11-24T02:30:00Z" }, now), null);
  assert.equal(problemOf(noAnswer, {}, now), null);
});

test("keeps only what was asked and answered", () => {
  const values = { grade: "B", follow_up_at: "2026-11-24T02:30:00Z", wechat: "", note: "问费用" };
  assert.deepEqual(payloadOf(interested, values, { duration: 84, script: 3 }), {
    disposition: "interested",
    duration_s: 84,
    grade: "B",
    follow_up_at: "2026-11-24T02:30:00Z",
    note: "问费用",
    script: 3,
  });
  assert.deepEqual(payloadOf(noAnswer, values, { duration: 31 }), {
    disposition: "no_answer",
    duration_s: 31,
  });
});

test("the reason for a call outside the hours stands before the note", () => {
  const kept = payloadOf(noAnswer, {}, { duration: 5, reason: "客户要求" });
  assert.equal(kept.note, "客户要求");
});

test("without a tap on the number nothing measured the call", () => {
  assert.deepEqual(payloadOf(noAnswer, {}, { duration: null }), { disposition: "no_answer" });
});

test("only who has no need now is proposed a day", () => {
  const notNow = { asks: ["follow_up", "note"], requires: [], grade: "C" };
  assert.equal(proposes(notNow), true);
  assert.equal(proposes(interested), false);
  assert.equal(proposes({ ...notNow, grade: null }), false);
});

test("no answer is tried in another window, switched off on another day", () => {
  const day = {
    date: "2026-11-23",
    working: true,
    windows: [
      ["10:30", "12:00"],
      ["15:30", "17:30"],
    ],
    next_working_day: "2026-11-24",
  };
  const now = Date.parse("2026-11-23T10:48:00+08:00");
  assert.deepEqual(retryOf(noAnswer, now, day), { date: "2026-11-23", clock: "15:30" });
  assert.deepEqual(retryOf({ code: "switched_off" }, now, day), {
    date: "2026-11-24",
    clock: "10:30",
  });
  assert.equal(retryOf(interested, now, day), null);
});

test("connected outcomes have the first keys, nine in all", () => {
  const many = Array.from({ length: 12 }, (_, n) => ({ code: `d${n}`, connected: n > 7 }));
  const order = keyed(many);
  assert.equal(order[0].code, "d8");
  assert.deepEqual(order.map(({ key }) => key).join(""), "123456789");
});
