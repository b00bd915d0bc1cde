import assert from "node:assert/strict";
import test from "node:test";

globalThis.HTMLElement = class {};
const made = {};
globalThis.customElements = { define: (name, element) => (made[name] = element) };
globalThis.addEventListener = () => {};
globalThis.FormData = class {
  constructor(form) {
    return Object.entries(form.elements).map(([name, field]) => [name, field.value]);
  }
};
await import("../../static/js/elements/daily_line.js");

const said = [];
let answers = [];
globalThis.fetch = async (_url, { body }) => {
  said.push(Object.fromEntries(body));
  const answer = answers.shift();
  if (answer instanceof Error) throw answer;
  return { json: async () => answer };
};
globalThis.document = { querySelector: () => null };

function line(text) {
  const field = (value) => ({ value, addEventListener: () => {} });
  const element = new made["daily-line"]();
  const state = { textContent: "", toggleAttribute: () => {} };
  const form = { elements: { day: field("2026-11-23"), rev: field("0"), text: field("") }, addEventListener: () => {} };
  element.querySelector = (selector) => (selector === "form" ? form : state);
  element.connectedCallback();
  form.elements.text.value = text;
  return { element, form, state };
}

test.beforeEach(() => said.splice(0));

test("a save names the one it was made from, and the next goes on from there", async () => {
  answers = [
    { proto: 1, state: "saved", rev: 1, texts: {} },
    { proto: 1, state: "saved", rev: 2, texts: {} },
  ];
  const { element, form } = line("约了两家");
  await element.save();
  form.elements.text.value = "约了三家";
  await element.save();
  assert.deepEqual(
    said.map(({ rev, text }) => [rev, text]),
    [
      ["0", "约了两家"],
      ["1", "约了三家"],
    ],
  );
});

test("what has not changed is not sent again", async () => {
  answers = [{ proto: 1, state: "saved", rev: 1, texts: {} }];
  const { element } = line("约了两家");
  await element.save();
  await element.save();
  assert.equal(said.length, 1);
});

test("after another device saved, the refusal is shown and the next save goes on from its save", async () => {
  answers = [
    { proto: 1, state: "refused", rev: 4, message: "你在另一台设备上写过" },
    { proto: 1, state: "saved", rev: 5, texts: {} },
  ];
  const { element, state } = line("从电脑写的");
  await element.save();
  assert.equal(state.textContent, "你在另一台设备上写过");
  await element.save();
  assert.equal(said[1].rev, "4");
});

test("without a network it says so and tries again", async () => {
  answers = [new Error("offline"), { proto: 1, state: "saved", rev: 1, texts: {} }];
  const { element, state } = line("约了两家");
  await element.save();
  assert.match(state.textContent, /没有送到/);
  clearTimeout(element.timer);
  await element.save();
  assert.equal(state.textContent, "已保存");
});
