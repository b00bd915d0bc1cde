import assert from "node:assert/strict";
import test from "node:test";
import { fitting, shortened } from "../../static/js/charts/fit.js";
import { besides } from "../../static/js/charts/marks.js";
import { dataOf, optionsOf } from "../../static/js/charts/options.js";
import { read } from "../../static/js/charts/read.js";

const wide = (text) => [...text].length * 10;
const cell = (tagName, textContent, dataset = {}) => ({ tagName, textContent, dataset });
const table = (...rows) => ({
  tHead: { rows: [{ cells: ["时间", "接通率", "目标"].map((text) => cell("TH", text)) }] },
  tBodies: [{ rows: rows.map((cells) => ({ cells })) }],
});
const [october, november] = read(
  table(
    [cell("TH", "2026年10月", { brief: "10月" }), cell("TD", "–"), cell("TD", "–")],
    [
      cell("TH", "2026年11月", { brief: "11月", now: "" }),
      cell("TD", " 46.2% ", { value: "0.462" }),
      cell("TD", "50.0%", { target: "0.5" }),
    ],
  ),
);

test("a row is read as its table says it", () => {
  assert.deepEqual(november, {
    name: "2026年11月",
    brief: "11月",
    now: true,
    value: 0.462,
    before: null,
    target: 0.5,
    written: "46.2%",
    said: "2026年11月 · 接通率 46.2% · 目标 50.0%",
  });
});

test("where there is no value nothing is drawn or said", () => {
  assert.deepEqual([october.value, october.said], [null, "2026年10月"]);
  assert.deepEqual(dataOf([october, november]), [[0, 1], [null, null], [null, 0.462]]);
});

test("the labels that stand do not touch, and the last one stands", () => {
  assert.deepEqual(fitting(["a", "b", "c"], 30, wide), ["a", "b", "c"]);
  assert.deepEqual(fitting(["aa", "bb", "cc", "dd"], 20, wide), ["", "bb", "", "dd"]);
});

test("a long name ends in dots, a short one is whole", () => {
  assert.equal(shortened("重庆丽华火锅店", 40, wide), "重庆丽…");
  assert.equal(shortened("王芳", 40, wide), "王芳");
});

test("words at the end of a bar run into no mark", () => {
  assert.equal(besides(100, 30, [], 10), 107);
  assert.equal(besides(100, 30, [500], 10), 107);
  assert.equal(besides(100, 30, [120], 10), 127);
  assert.equal(besides(100, 30, [150, 120], 10), 157);
});

const paint = { size: 13, font: "13px x", ink: "a", soft: "b", line: "c", accent: "d", faint: "e" };
const chart = (rows, ticks = []) => ({
  ...{ rows, ticks, paint, upright: true, width: 300, height: 200, measure: wide },
  bars: () => null,
});

test("the scale holds targets above and values below nought", () => {
  const rows = [{ ...november, value: -2, target: 7 }];
  assert.deepEqual(optionsOf(chart(rows)).scales.y.range, [-2, 7]);
  assert.deepEqual(optionsOf(chart([october])).scales.y.range, [0, 1]);
});
