import assert from "node:assert/strict";
import test from "node:test";
import { Updates } from "../../static/js/sync/update.js";

/** A browser's workers that take only these types of script, and a page to say so on. */
function browserOf(...types) {
  const asked = [];
  const worker = Object.assign(new EventTarget(), { waiting: null, installing: null });
  const container = Object.assign(new EventTarget(), {
    async register(url, { type, updateViaCache }) {
      asked.push([url, type, updateViaCache]);
      if (!types.includes(type)) throw new TypeError("threw an exception during script evaluation");
      return worker;
    },
  });
  const document = Object.assign(new EventTarget(), { documentElement: { dataset: {} } });
  return { asked, document, updates: new Updates(container, { document }) };
}

test("a browser with module workers is asked once", async () => {
  const { asked, document, updates } = browserOf("module", "classic");
  await updates.start();
  assert.deepEqual(asked, [["/service-worker.js", "module", "none"]]);
  assert.deepEqual(document.documentElement.dataset, {});
});

test("one without them, like Firefox before 147, gets a worker that imports nothing", async () => {
  const { asked, document, updates } = browserOf("classic");
  await updates.start();
  assert.deepEqual(asked.at(-1), ["/service-worker.js?classic", "classic", "none"]);
  assert.deepEqual(document.documentElement.dataset, {});
});

test("one that takes neither is told apart from one that is not ready yet", async () => {
  const { document, updates } = browserOf();
  await updates.start();
  assert.equal(document.documentElement.dataset.worker, "refused");
});

test("where there are no workers at all nothing is asked", async () => {
  const { document } = browserOf();
  await new Updates(null, { document }).start();
  assert.deepEqual(document.documentElement.dataset, {});
});
