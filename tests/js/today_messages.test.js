import assert from "node:assert/strict";
import test from "node:test";
import { filled, messagesFor, mobileOf, smsLink } from "../../static/js/today/message_texts.js";

const message = (title, stage, body = "{name}您好,我是{rep}。") => ({ kind: "message", title, stage, body });
const scripts = [
  message("报价", "quote"),
  message("任何", null),
  message("第一通", "development"),
  { kind: "objection", title: "太贵", stage: null, body: "" },
];
const lead = { name: "王秀英", stage: "development" };

test("messages of the customer's stage come first, those of other stages last", () => {
  const titles = messagesFor(scripts, lead, "李娜").map(({ title }) => title);
  assert.deepEqual(titles, ["第一通", "任何", "报价"]);
});

test("lead and rep are named, and a name that nobody knows leaves no gap", () => {
  assert.equal(messagesFor(scripts, lead, "李娜")[0].body, "王秀英您好,我是李娜。");
  assert.equal(filled("Hello {name}, I am {rep}.", { name: "", rep: "Li" }), "Hello, I am Li.");
  assert.equal(filled("{price} 元,{name}", { name: "$& $1" }), "{price} 元,$& $1");
});

test("the link carries number and text as the phone's own app reads them", () => {
  const link = smsLink("13800138000", "您好 & 再见?#");
  assert.equal(link, `sms:13800138000?&body=${encodeURIComponent("您好 & 再见?#")}`);
});

test("only a mobile number can be written to", () => {
  const phones = [{ dial: "075540641493" }, { dial: "13900139000" }];
  assert.equal(mobileOf({ phones }), "13900139000");
  assert.equal(mobileOf({ phones: phones.slice(0, 1) }), "");
});
