import assert from "node:assert/strict";
import test from "node:test";
import { overlay } from "../../static/js/sync/overlay.js";

const DAY = "2026-11-23";
const lead = (id, more = {}) => ({ id, attempts: 0, grade: null, notes: [], dials: [], ...more });
const sheet = (leads, called = []) => ({
  leads,
  called,
  dispositions: [
    { code: "no_answer", label: "无人接听", connected: false },
    { code: "call_back", label: "约好再打", connected: true },
  ],
  day: { date: DAY, calls: 4, connected: 1, leads_called: 3, interested: 0 },
});
const call = (id, payload, at = `${DAY}T02:40:00Z`) => ({
  id: `r${id}-${at}`,
  kind: "call.log",
  lead: id,
  at,
  payload: { disposition: "no_answer", ...payload },
});
const ids = (leads) => leads.map(({ id }) => id);

test("who was called leaves the list and stays at hand for when he rings back", () => {
  const shown = overlay(sheet([lead(1), lead(2)], [lead(3)]), [call(1)]);
  assert.deepEqual([ids(shown.leads), ids(shown.called)], [[2], [1, 3]]);
  assert.equal(shown.called[0].notes[0].label, "无人接听");
  assert.deepEqual(shown.called[0].dials, [`${DAY}T02:40:00Z`]);
  assert.deepEqual([shown.day.calls, shown.day.leads_called], [5, 4]);
});

test("a call that came in is no dial, and no figure of the day counts it", () => {
  const rang = call(1, { disposition: "call_back", direction: "in", grade: "A" });
  const shown = overlay(sheet([lead(1)]), [rang]);
  assert.deepEqual(shown.day, sheet([]).day);
  assert.deepEqual(shown.called[0].dials, []);
  assert.equal(shown.called[0].notes[0].direction, "in");
});

test("who had only rung today counts as another customer once he is called", () => {
  const at = `${DAY}T01:00:00Z`;
  const rang = lead(1, { notes: [{ at, direction: "in" }] });
  const called = lead(1, { notes: [{ at, direction: "out" }] });
  assert.equal(overlay(sheet([rang]), [call(1)]).day.leads_called, 4);
  assert.equal(overlay(sheet([called]), [call(1)]).day.leads_called, 3);
  assert.equal(overlay(sheet([], [called]), [call(1)]).day.leads_called, 3);
});

test("who rings back and names an hour of today is on the list again", () => {
  const later = call(3, { disposition: "call_back", direction: "in", follow_up_at: `${DAY}T08:00:00Z` });
  const shown = overlay(sheet([lead(1)], [lead(3)]), [later]);
  assert.deepEqual([ids(shown.leads), ids(shown.called)], [[1, 3], []]);
  assert.equal(shown.leads[1].section, "call_back");
});

test("a sheet from before the update, without those called, is read as well", () => {
  const { called, ...old } = sheet([{ ...lead(1), dials: undefined }]);
  assert.deepEqual(ids(overlay(old, [call(1)]).called), [1]);
});

const entry = (more = {}) => ({
  id: "entry-1",
  kind: "lead.add",
  lead: null,
  at: `${DAY}T02:00:00Z`,
  payload: { number: "+86 138-0013-8000", name: "王秀英", note: "想开店" },
  ...more,
});

test("who was entered here is on the list before the ordinary ones, until the server's sheet has him", () => {
  const shown = overlay(sheet([lead(1, { section: "retry" }), lead(2, { section: "ordinary" })]), [entry()]);
  assert.deepEqual(ids(shown.leads), [1, "entry-1", 2]);
  const [, { name, phone, phone_shown, card, kind }] = shown.leads;
  assert.deepEqual([name, phone, phone_shown, kind], ["王秀英", "13800138000", "+86 138-0013-8000", "own"]);
  assert.equal(card, "想开店");
});

test("a call with him is laid over him like over any other", () => {
  const shown = overlay(sheet([]), [entry(), call("entry-1")]);
  assert.deepEqual([ids(shown.leads), ids(shown.called)], [[], ["entry-1"]]);
  assert.deepEqual([shown.day.calls, shown.day.leads_called], [5, 4]);
});

test("who turned out to be known, or was not understood, is not on the list", () => {
  for (const status of ["conflict", "parked"])
    assert.deepEqual(ids(overlay(sheet([]), [entry({ status })]).leads), []);
  assert.deepEqual(ids(overlay(sheet([]), [entry({ status: "applied" })]).leads), ["entry-1"]);
});

const won = (id, record) => ({ ...call(id, { disposition: "deal" }), id: record });
const deal = (id, more = {}) => ({ id: `deal-${id}`, kind: "deal.enter", lead: id, payload: {}, ...more });
const reminded = (rows, more = {}, leads = [lead(1, { name: "王" }), lead(2, { name: "李" })]) =>
  overlay({ ...sheet(leads), ...more }, rows).unentered.map(({ id, call }) => [id, call]);

test("who agreed on the phone is to be entered, the latest first, each once", () => {
  const known = { unentered: [{ id: 3, name: "赵", call: "c3" }, { id: 1, name: "王", call: "c1" }] };
  assert.deepEqual(reminded([], known), [[3, "c3"], [1, "c1"]]);
  assert.deepEqual(reminded([won(1, "r1"), won(2, "r2")], known), [[2, "r2"], [1, "r1"], [3, "c3"]]);
});

test("a deal entered here ends the reminder, also one that waits for the supervisor, until it is taken back", () => {
  const rows = [won(1, "r1"), deal(1, { status: "parked" })];
  assert.deepEqual(reminded(rows), []);
  assert.deepEqual(reminded([...rows, { kind: "deal.undo", about: "deal-1", payload: {} }]), [[1, "r1"]]);
});

test("a call taken back or corrected reminds of nothing", () => {
  const undo = { id: "u", kind: "call.undo", about: "r1", lead: 1, payload: {} };
  const amend = { id: "a", kind: "call.amend", about: "r1", lead: 1, at: undefined, payload: { disposition: "no_answer" } };
  assert.deepEqual(reminded([won(1, "r1"), undo], { unentered: [{ id: 1, call: "r1" }] }), []);
  assert.deepEqual(reminded([won(1, "r1"), amend]), []);
});

test("a customer entered here has his deal under the entering record's name", () => {
  assert.deepEqual(reminded([entry(), won("entry-1", "r1")], {}, []), [["entry-1", "r1"]]);
  assert.deepEqual(reminded([entry(), won("entry-1", "r1"), deal("entry-1")], {}, []), []);
});
