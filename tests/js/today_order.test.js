import assert from "node:assert/strict";
import test from "node:test";
import { arrange, currentOf, isPromise, withoutHandled } from "../../static/js/today/order.js";

const NOW = Date.parse("2026-11-23T10:48:00+08:00");
const lead = (id, section = "ordinary", due = null) => ({
  id,
  section,
  rev: 1,
  due_at: due && `2026-11-23T${due}:00+08:00`,
});
const ids = (leads) => leads.map(({ id }) => id);

test("keeps the server's order", () => {
  const leads = [lead(1, "new_precise"), lead(2, "follow_up", "09:00"), lead(3)];
  assert.deepEqual(ids(arrange(leads, NOW).queue), [1, 2, 3]);
});

test("holds a promised call back until its time and then puts it first", () => {
  const leads = [lead(1, "new_precise"), lead(2, "call_back", "11:00")];
  assert.deepEqual(ids(arrange(leads, NOW).later), [2]);
  assert.deepEqual(ids(arrange(leads, NOW + 12 * 60000).queue), [2, 1]);
});

test("orders due promises by their time", () => {
  const leads = [lead(1, "call_back", "10:40"), lead(2, "call_back", "10:30")];
  assert.deepEqual(ids(arrange(leads, NOW).queue), [2, 1]);
});

test("a follow-up due later today can be called now", () => {
  assert.deepEqual(ids(arrange([lead(1, "follow_up", "15:30")], NOW).queue), [1]);
});

test("who did not answer waits for the hour of the next try and then stands where the server put him", () => {
  const leads = [lead(1, "follow_up", "09:00"), lead(2, "retry", "11:00"), lead(3)];
  const before = arrange(leads, NOW);
  assert.deepEqual([ids(before.queue), ids(before.later)], [[1, 3], [2]]);
  assert.deepEqual(ids(arrange(leads, NOW + 12 * 60000).queue), [1, 2, 3]);
});

test("skipped leads come last", () => {
  assert.deepEqual(ids(arrange([lead(1), lead(2)], NOW, { 1: "资料不全" }).queue), [2, 1]);
});

test("a promise that falls due does not take the page from the lead being worked on", () => {
  const sheet = arrange([lead(1), lead(2, "call_back", "10:48")], NOW);
  assert.equal(currentOf(sheet, { engaged: 1 }).id, 1);
  assert.equal(currentOf(sheet, {}).id, 2);
});

test("only a promise with an hour is a promise", () => {
  assert.equal(isPromise(lead(1, "call_back", "11:00")), true);
  assert.equal(isPromise(lead(1, "follow_up", "11:00")), false);
  assert.equal(isPromise(undefined), false);
});

test("a chosen lead stands in front while it is there", () => {
  const sheet = arrange([lead(1), lead(2), lead(3, "call_back", "15:30")], NOW);
  assert.equal(currentOf(sheet, { picked: 3 }).id, 3);
  assert.equal(currentOf(sheet, { picked: 9 }).id, 1);
  assert.equal(currentOf(arrange([], NOW), {}), null);
});

test("a logged lead is gone until the server has a newer state of it", () => {
  const handled = new Map([[1, lead(1)]]);
  assert.deepEqual(ids(withoutHandled([lead(1), lead(2)], handled)), [2]);
  assert.deepEqual(ids(withoutHandled([{ ...lead(1), rev: 2 }, lead(2)], handled)), [1, 2]);
});

test("a promise for later today is there again without a network", () => {
  const handled = new Map([[1, { ...lead(1), attempts: 2 }]]);
  const promised = { ...lead(1, "call_back", "15:00"), attempts: 3 };
  assert.deepEqual(ids(withoutHandled([promised], handled)), [1]);
  assert.deepEqual(ids(withoutHandled([{ ...promised, attempts: 2 }], handled)), []);
});

test("who rings comes to the front though he is on no list, and never by himself", () => {
  const guests = [{ id: 9 }];
  const lists = { queue: [lead(1)], later: [], guests };
  assert.equal(currentOf(lists, { engaged: 9 }).id, 9);
  assert.equal(currentOf(lists, { engaged: null, picked: null }).id, 1);
  assert.equal(currentOf({ ...lists, queue: [] }, {}), null);
});
