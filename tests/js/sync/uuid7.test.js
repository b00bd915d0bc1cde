import assert from "node:assert/strict";
import test from "node:test";
import { uuid7 } from "../../../static/js/sync/uuid7.js";

test("has the form of a UUIDv7", () => {
  for (let n = 0; n < 100; n++) assert.match(uuid7(), /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

test("begins with the millisecond it was made in", () => {
  const now = Date.parse("2026-11-23T02:40:00.123Z");
  assert.equal(parseInt(uuid7(now).replace("-", "").slice(0, 12), 16), now);
});

test("is never the same twice", () => {
  assert.equal(new Set(Array.from({ length: 2000 }, () => uuid7(0))).size, 2000);
});
