import assert from "node:assert/strict";
import test from "node:test";
import { dealOf, fenIn } from "../../static/js/today/deal_record.js";
import { wonText } from "../../static/js/today/views.js";

const TODAY = "2026-11-23";
const TYPED = { price: "12800", signed_on: TODAY, received_on: TODAY, percent: "50" };
const of = (more, agreed = {}) => dealOf({ ...TYPED, ...more }, { me: 7, today: TODAY, ...agreed });

test("an amount as people type it is whole fen, and no float comes near it", () => {
  for (const [typed, fen] of [
    ["12800", 1280000],
    ["12,800.50", 1280050],
    ["12,800.5", 1280050],
    ["¥ 1 280", 128000],
    ["1.2万", 1200000],
    ["1.234567万元", 1234567],
    ["0.29", 29],
    ["1.005", NaN],
    ["", NaN],
    ["-5", NaN],
    ["12..8", NaN],
    ["一千", NaN],
  ]) {
    assert.equal(fenIn(typed), fen, typed);
  }
});

test("a deal of one's own says its price and day, and of which call it is", () => {
  assert.deepEqual(of({}, { call: "r1" }).payload, { price_fen: 1280000, signed_on: TODAY, call: "r1" });
});

test("what came in, the product, the note and a colleague's part come with it", () => {
  const more = { product: "3", received: "5000", note: "加急", partner: "9", percent: "33.34" };
  const { price_fen, signed_on, ...rest } = of(more).payload;
  assert.deepEqual(rest, {
    product: 3,
    received_fen: 500000,
    received_on: TODAY,
    shares: [[7, 3334], [9, 6666]],
    note: "加急",
  });
});

test("what cannot be is named by its field", () => {
  for (const [more, wrong] of [
    [{ price: "很多" }, "price"],
    [{ price: "0" }, "price"],
    [{ price: undefined }, "price"],
    [{ signed_on: "2026-11-24" }, "signed_on"],
    [{ signed_on: undefined }, "signed_on"],
    [{ received: "x" }, "received"],
    [{ received: "5", received_on: "2026-12-01" }, "received_on"],
    [{ partner: "9", percent: "100" }, "percent"],
    [{ partner: "9", percent: undefined }, "percent"],
    [{ price: "x", received: "y" }, "price"],
  ]) {
    assert.deepEqual(of(more), { wrong });
  }
});

test("the reminder names who agreed last, and how many more there are", () => {
  assert.equal(wonText([]), "");
  assert.equal(wonText([{ name: "王秀英" }]), "王秀英 说了成交,成单还没录入。");
  assert.match(wonText([{ name: "" }, { name: "李" }]), /^新客户.*另有 1 位$/);
});
