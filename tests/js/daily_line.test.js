import "fake-indexeddb/auto";
import { IDBFactory } from "fake-indexeddb";
import assert from "node:assert/strict";
import test from "node:test";
import { keyOf } from "./sync/network.js";

globalThis.HTMLElement = class {};
const made = {};
const events = { addEventListener: () => {}, removeEventListener: () => {} };
Object.assign(globalThis, events, {
  customElements: { define: (name, element) => (made[name] = element) },
  document: { ...events, querySelector: () => null, documentElement: { lang: "zh-CN" } },
  location: { pathname: "/daily-reports", search: "" },
  FormData: class {
    constructor(form) {
      return Object.entries(form.elements).map(([name, field]) => [name, field.value]);
    }
  },
});
const databases = globalThis.indexedDB;
await import("../../static/js/elements/daily_line.js");
const { until } = await import("./sync/phone.js");

const said = [];
let answers = [];
globalThis.fetch = async (_url, { body }) => {
  said.push(Object.fromEntries(body));
  const answer = answers.shift();
  if (answer instanceof Error) throw answer;
  return Response.json(answer);
};
const saved = (base) => ({ proto: 1, state: "saved", base, texts: {} });

const pages = [];
async function line(day = "2026-11-23") {
  const field = (value) => ({ value, addEventListener: () => {} });
  const element = new made["daily-line"]();
  const state = { textContent: "", toggleAttribute: () => {} };
  const button = { hidden: true };
  const elements = { day: field(day), base: field("0"), text: field("") };
  const form = { elements, addEventListener: () => {}, getAttribute: () => "/daily-reports" };
  const parts = { form, "[data-save]": button, "[data-state]": state };
  element.dataset = { user: "7", key: keyOf(7).key, kept: `daily ${day}`, label: "" };
  element.querySelector = (selector) => parts[selector];
  pages.push(element);
  await element.connectedCallback();
  const type = async (text) => {
    elements.text.value = text;
    await element.type();
  };
  return { element, type, field: elements.text, state, button };
}

test.beforeEach(() => said.splice(0));
test.afterEach(async () => {
  for (const page of pages.splice(0)) {
    clearTimeout(page.timer);
    await page.desk?.texts.forget(page.dataset.kept);
    page.disconnectedCallback();
  }
});

test("a save names the one it was made from, and the next goes on from there", async () => {
  answers = [saved(1), saved(2)];
  const { element, type } = await line();
  await type("约了两家");
  await element.send();
  await type("约了三家");
  await element.send();
  assert.deepEqual(
    said.map(({ base, text, day, user }) => [base, text, day, user]),
    [
      ["0", "约了两家", "2026-11-23", "7"],
      ["1", "约了三家", "2026-11-23", "7"],
    ],
  );
  assert.notEqual(said[0].uuid, said[1].uuid);
});

test("what has not changed is not sent again", async () => {
  answers = [saved(1)];
  const { element, type } = await line();
  await type("约了两家");
  await element.send();
  await element.send();
  assert.equal(said.length, 1);
});

test("after another device saved, the refusal is shown and only a further save goes on from its save", async () => {
  answers = [{ proto: 1, state: "refused", base: 4, message: "你在另一台设备上写过" }, saved(5)];
  const { element, type, state, button } = await line();
  await type("从电脑写的");
  await element.send();
  assert.deepEqual([state.textContent, button.hidden], ["你在另一台设备上写过", false]);
  await element.send();
  assert.equal(said.length, 1);
  await element.type();
  await element.send();
  assert.deepEqual([said[1].base, state.textContent, button.hidden], ["4", "已保存", true]);
});

test("without a network it says so, and the page that is opened next brings the text back and sends it", async () => {
  answers = [new Error("offline"), new Error("offline"), saved(1)];
  const { element, type, state } = await line();
  await type("约了两家");
  assert.equal(state.textContent, "已存本机");
  await element.send();
  assert.match(state.textContent, /没有送到.*已存本机/);
  clearTimeout(element.timer);
  const next = await line();
  assert.equal(next.field.value, "约了两家");
  clearTimeout(next.element.timer);
  await next.element.send();
  assert.deepEqual([next.state.textContent, new Set(said.map(({ uuid }) => uuid)).size], ["已保存", 1]);
});

test("a line that another page sent stands here too, and is what the next save is made from", async () => {
  answers = [saved(1), saved(2)];
  const [one, two] = [await line(), await line()];
  await one.type("约了两家");
  await one.element.send();
  await until(() => two.field.value === "约了两家");
  await two.type("约了三家");
  await two.element.send();
  assert.equal(said[1].base, "1");
});

test("where something else is typed here already, the server is left to tell that it changed", async () => {
  answers = [saved(1), { proto: 1, state: "refused", base: 1, message: "你在另一台设备上写过" }];
  const [one, two] = [await line("2026-11-20"), await line("2026-11-20")];
  two.element.touched = true;
  two.field.value = "别的";
  await one.type("约了两家");
  await one.element.send();
  await until(() => said.length === 1);
  await two.element.type();
  await two.element.send();
  assert.deepEqual([two.field.value, said[1].base], ["别的", "0"]);
});

test("where nothing can be kept, the form goes as it is", async () => {
  const { world } = (await line()).element.desk;
  assert.equal(world.indexedDB, databases);
  const open = IDBFactory.prototype.open;
  IDBFactory.prototype.open = () => {
    throw new Error("forbidden");
  };
  try {
    const { element, state, button } = await line();
    let prevented = false;
    element.submit({ preventDefault: () => (prevented = true) });
    assert.deepEqual([prevented, button.hidden], [false, false]);
    assert.match(state.textContent, /不能存草稿/);
  } finally {
    IDBFactory.prototype.open = open;
  }
});
