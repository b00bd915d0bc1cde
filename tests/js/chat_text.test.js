import assert from "node:assert/strict";
import test from "node:test";

globalThis.HTMLElement = class {};
const made = {};
globalThis.customElements = { define: (name, element) => (made[name] = element) };
Object.defineProperty(globalThis, "navigator", { value: {}, writable: true });
await import("../../static/js/elements/chat_text.js");

function chat(browser = {}, oldWay = true) {
  globalThis.navigator = browser;
  globalThis.document = { execCommand: () => oldWay };
  const element = new made["chat-text"]();
  const parts = {
    textarea: { value: "【喜报】", focus: () => {}, select: () => (parts.textarea.selected = true) },
    "[data-copy]": { addEventListener: () => {} },
    "[data-share]": { addEventListener: () => {} },
    "[data-state]": { textContent: "" },
  };
  element.querySelector = (selector) => parts[selector];
  element.connectedCallback();
  return { element, parts };
}

const told = ({ parts }) => parts["[data-state]"].textContent;

test("one tap copies the text and says where to go with it", async () => {
  const copied = [];
  const one = chat({ clipboard: { writeText: async (text) => copied.push(text) } });
  await one.element.copy();
  assert.deepEqual(copied, ["【喜报】"]);
  assert.equal(told(one), "已复制,去群里粘贴");
});

test("without a clipboard, or where it is refused, the old way copies it", async () => {
  for (const browser of [{}, { clipboard: { writeText: () => Promise.reject(new Error("denied")) } }]) {
    const one = chat(browser);
    await one.element.copy();
    assert.ok(one.parts.textarea.selected);
    assert.equal(told(one), "已复制,去群里粘贴");
  }
});

test("where nothing copies, the text stays selected for the hand", async () => {
  const one = chat({}, false);
  await one.element.copy();
  assert.ok(one.parts.textarea.selected);
  assert.equal(told(one), "文字已选中,请按住复制");
});

test("sharing is offered only where the browser can, and a change of mind says nothing", async () => {
  assert.ok(chat().parts["[data-share]"].hidden);
  const shared = [];
  const one = chat({ share: async (what) => shared.push(what) });
  assert.ok(!one.parts["[data-share]"].hidden);
  await one.element.share();
  assert.deepEqual(shared, [{ text: "【喜报】" }]);
  const changed = chat({ share: () => Promise.reject(Object.assign(new Error(), { name: "AbortError" })) });
  await changed.element.share();
  assert.equal(told(changed), "");
});
