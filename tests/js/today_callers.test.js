import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import {
  callerView,
  digitsOf,
  onThisPhone,
  searchWords,
  strangerOf,
  together,
} from "../../static/js/today/callers.js";
import { payloadOf } from "../../static/js/today/outcome.js";
import { leadView } from "../../static/js/today/views.js";

const NOW = Date.parse("2026-11-23T10:48:00+08:00");
const lead = (id, dial, more = {}) => ({
  id,
  name: `客户${id}`,
  company: "丽华火锅店",
  phone_shown: dial,
  phones: [{ dial }],
  notes: [],
  why: "今天该跟进",
  ...more,
});
const ids = (leads) => leads.map(({ id }) => id);
const sheet = {
  leads: [lead(1, "13800138000"), lead(2, "075540641493,12"), lead(3, "13900018000")],
  called: [lead(4, "13700008000", { notes: [{ at: "2026-11-23T02:00:00Z", label: "占线", text: "" }] })],
};

test("digits are read however they are written", () => {
  assert.equal(digitsOf(" 138-0013 "), "1380013");
  assert.equal(digitsOf("8000"), "8000");
  assert.equal(digitsOf("008613800138000"), "8613800138000");
  assert.equal(digitsOf("0013"), "0013");
});

test("the own sheet is searched by the end of the number, those called today too", () => {
  assert.deepEqual(ids(onThisPhone(sheet, "8000")), [4, 1, 3]);
  assert.deepEqual(ids(onThisPhone(sheet, "138 0013 8000")), [1]);
  assert.deepEqual(ids(onThisPhone(sheet, "+86 13800138000")), [1]);
  assert.deepEqual(ids(onThisPhone(sheet, "1380")), []);
});

test("a landline is known by its own end, not by its extension", () => {
  assert.deepEqual(ids(onThisPhone(sheet, "1493")), [2]);
  assert.deepEqual(ids(onThisPhone(sheet, "0755 4064 1493")), [2]);
  assert.deepEqual(ids(onThisPhone(sheet, "12")), []);
});

test("nothing typed lists those of the sheet, a name finds its own", () => {
  assert.deepEqual(ids(onThisPhone(sheet, "")), [4, 1, 2, 3]);
  assert.deepEqual(ids(onThisPhone(sheet, "客户3")), [3]);
  assert.deepEqual(ids(onThisPhone({ leads: sheet.leads }, "客户4")), []);
});

test("nobody is listed twice, and what this phone knows of him wins", () => {
  const answer = { own: [lead(1, "13800138000", { name: "old" }), lead(7, "1")], others: [] };
  const all = together([sheet.leads[0]], answer, "8000");
  assert.deepEqual(ids(all), [1, 7]);
  assert.equal(all[0].name, "客户1");
  assert.deepEqual(together([], null, "8000"), []);
});

const other = { id: 9, name: "", company: "", phone_shown: "138****4321", whose: "归李娜" };

test("somebody else's customer shows whose he is and offers nothing to dial", () => {
  const stranger = strangerOf(other, "4321");
  const view = leadView(stranger, NOW, {});
  assert.match(view.whose_text, /^归李娜。/);
  assert.deepEqual([stranger.phone, view.attempts_text, view.often_text], ["", "", ""]);
  assert.deepEqual(callerView(stranger, NOW), {
    id: 9,
    name: "138****4321",
    company: "",
    phone_shown: "138****4321",
    detail: "归李娜",
    whose: "",
  });
});

test("nothing of whoever was in front before stays beside somebody else's customer", () => {
  const marks = readFileSync(new URL("../../templates/today/_lead.html", import.meta.url), "utf8");
  const shown = [...marks.matchAll(/data-(?:field|if)="(\w+)"/g)].map(([, field]) => field);
  const byPage = ["ringing", "dial_hint"];
  const view = leadView(strangerOf(other, "4321"), NOW, {});
  assert.deepEqual(
    shown.filter((field) => !(field in view) && !byPage.includes(field)),
    [],
  );
});

test("the record of a call that came in says so, and by which digits a stranger was found", () => {
  const outcome = { code: "not_now", asks: [] };
  const rang = payloadOf(outcome, {}, { duration: 60, direction: "in", caller: "4321" });
  assert.deepEqual(rang, { disposition: "not_now", duration_s: 60, direction: "in", caller: "4321" });
  assert.equal("caller" in payloadOf(outcome, {}, { direction: "in" }), false);
  assert.equal("direction" in payloadOf(outcome, {}, { duration: 60 }), false);
});

test("the search is honest about how far it saw, and says what to do with a new number", () => {
  assert.match(searchWords("800", 0, {}).scope, /后 4 位/);
  assert.match(searchWords("8000", 0, {}).scope, /正在/);
  assert.match(searchWords("8000", 0, { reached: false }).scope, /只能查你自己/);
  assert.match(searchWords("8000", 0, { reached: false }).none, /联网后自动核对/);
  assert.match(searchWords("8000", 0, { reached: true }).none, /现在就录入/);
  assert.equal(searchWords("8000", 2, { reached: true }).none, "");
  assert.match(searchWords("8000", 5, { reached: true, more: true }).scope, /多输一位/);
});
