import assert from "node:assert/strict";
import test from "node:test";
import { Clock } from "../../../static/js/sync/clock.js";

/** Two clocks of a phone that a test turns by hand. */
function phone(offset = null) {
  const hands = { wall: 1_000_000, mono: 500 };
  const clock = new Clock({ now: () => hands.wall, monotonic: () => hands.mono }, offset);
  const pass = (ms) => Object.assign(hands, { wall: hands.wall + ms, mono: hands.mono + ms });
  return { hands, clock, pass };
}
const iso = (ms) => new Date(ms).toISOString();

test("within a page the monotonic clock tells how long ago it was", () => {
  const { clock, pass } = phone();
  const mark = clock.mark();
  pass(90_000);
  assert.equal(clock.since(mark), 90_000);
});

test("a wall clock put forward three hours ages nothing", () => {
  const { clock, pass, hands } = phone(0);
  clock.note(iso(hands.wall), hands.wall);
  const mark = clock.mark();
  pass(60_000);
  hands.wall += 3 * 3600_000;
  assert.ok(clock.isDoubtful(mark));
  clock.note(iso(hands.wall - 3 * 3600_000), hands.wall);
  assert.ok(!clock.isDoubtful(mark));
  assert.equal(clock.since(mark), 60_000);
});

test("a sleep in which the monotonic clock stood still counts, once the server told", () => {
  const { clock, hands } = phone(0);
  clock.note(iso(hands.wall), hands.wall);
  const mark = clock.mark();
  hands.wall += 3600_000;
  assert.ok(clock.isDoubtful(mark));
  clock.note(iso(hands.wall), hands.wall);
  assert.equal(clock.since(mark), 3600_000);
});

test("a mark of another page session is as old as the wall clock has it, and never doubtful", () => {
  const before = phone();
  const mark = before.clock.mark();
  const after = phone();
  after.hands.wall = before.hands.wall + 5000;
  assert.equal(after.clock.since(mark), 5000);
  assert.ok(!after.clock.isOurs(mark) && !after.clock.isDoubtful(mark));
});

test("a time that is none changes nothing", () => {
  const { clock } = phone(7);
  clock.note("yesterday", 0);
  assert.equal(clock.offset, 7);
});

test("the offset allows for half the way there and back", () => {
  const { clock, hands } = phone();
  const asked = hands.wall;
  hands.wall += 400;
  clock.note(iso(asked + 200 + 10_000), asked);
  assert.equal(clock.offset, 10_000);
});
