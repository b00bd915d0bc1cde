import assert from "node:assert/strict";
import test from "node:test";
import { oftenText, tooOften } from "../../static/js/today/often.js";

const NOW = Date.parse("2026-11-23T10:48:00+08:00");
const LIMITS = { day_calls: 3, day_hours: 24, month_calls: 10, month_days: 30 };
const hoursAgo = (...hours) => hours.map((n) => new Date(NOW - n * 3600000).toISOString());

test("three calls within a day are enough, until the first of them is a day old", () => {
  assert.equal(tooOften(hoursAgo(1, 2), NOW, LIMITS), null);
  const why = tooOften(hoursAgo(1, 2, 20), NOW, LIMITS);
  assert.deepEqual([why.n, why.hours, why.again], [3, 24, NOW + 4 * 3600000]);
  assert.equal(tooOften(hoursAgo(1, 2, 24), NOW, LIMITS), null);
});

test("of four calls the second decides when there is room again", () => {
  assert.equal(tooOften(hoursAgo(1, 2, 20, 23), NOW, LIMITS).again, NOW + 4 * 3600000);
});

test("ten calls within a month are enough, and the month is named", () => {
  const days = [1, 3, 5, 7, 9, 11, 13, 15, 17, 29].map((day) => day * 24);
  const why = tooOften(hoursAgo(...days), NOW, LIMITS);
  assert.deepEqual([why.n, why.days, why.again], [10, 30, NOW + 24 * 3600000]);
  assert.equal(tooOften(hoursAgo(...days.slice(0, 9)), NOW, LIMITS), null);
});

test("the order in which they were told does not matter, nor a call after now", () => {
  assert.equal(tooOften(hoursAgo(20, 1, 2), NOW, LIMITS).again, NOW + 4 * 3600000);
  assert.equal(tooOften(hoursAgo(1, 2, -1), NOW, LIMITS), null);
});

test("the page says how often, and from when on it may be again", () => {
  const text = oftenText({ dials: hoursAgo(1, 2, 20) }, NOW, LIMITS);
  assert.match(text, /24 小时内打过 3 次了,14:48 以后/);
  assert.match(oftenText({ dials: hoursAgo(1, 2, 3) }, NOW, LIMITS), /11月24日 07:48 以后/);
  assert.equal(oftenText({}, NOW, LIMITS), "");
  assert.equal(oftenText({ dials: hoursAgo(1, 2, 3) }, NOW, undefined), "");
});
