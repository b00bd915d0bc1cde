import assert from "node:assert/strict";
import test from "node:test";
import { ageOf, secondsOf } from "../../static/js/today/outcome.js";

test("the call ends when the page is seen again", () => {
  const dial = { at: 1000, mono: 500 };
  assert.equal(secondsOf(dial, { wall: 85000, mono: 84500 }), 84);
  const back = { ...dial, back: { wall: 31000, mono: 30500 } };
  assert.equal(secondsOf(back, { wall: 85000, mono: 84500 }), 30);
});

test("after a reload the phone's clock must do, and the age is unknown", () => {
  const dial = { at: 1000, mono: null };
  assert.equal(secondsOf(dial, { wall: 61000, mono: 12 }), 60);
  assert.equal(ageOf(dial, 12), null);
});

test("a clock that was put back gives no negative time", () => {
  assert.equal(secondsOf({ at: 5000, mono: null }, { wall: 1000, mono: 0 }), 0);
  assert.equal(ageOf({ mono: 900 }, 1400), 500);
});
