import assert from "node:assert/strict";
import test from "node:test";
import { IDBFactory } from "fake-indexeddb";
import { Store } from "../../../static/js/sync/store.js";
import { worldOf } from "../../../static/js/sync/world.js";
import { all, bareWorld, pause } from "./phone.js";

const V1 = [(db) => db.createObjectStore("s", { keyPath: "id" })];
const V2 = [...V1, (db) => db.createObjectStore("later")];

function storeOf(given = {}, options = { upgrades: V1 }) {
  return new Store(worldOf(bareWorld(given)), "db", options);
}

/** Counts how transactions are begun; `before` may spoil one. */
function watched(before = () => {}) {
  const indexedDB = new IDBFactory();
  const begun = [];
  const open = indexedDB.open.bind(indexedDB);
  indexedDB.open = (...given) => {
    const request = open(...given);
    request.addEventListener("success", () => {
      const db = request.result;
      const real = db.transaction.bind(db);
      db.transaction = (...wanted) => {
        begun.push(wanted);
        before(begun.length, db);
        return real(...wanted);
      };
    });
    return request;
  };
  return { indexedDB, begun };
}

test("every write is one strict transaction", async () => {
  const { indexedDB, begun } = watched();
  await storeOf({ indexedDB }).write("s", ({ s }) => s.put({ id: 1 }));
  assert.deepEqual(begun, [[["s"], "readwrite", { durability: "strict" }]]);
});

test("a write that fails in its midst leaves nothing behind", async () => {
  const store = storeOf();
  const spoiled = store.write("s", async ({ s }) => {
    await s.put({ id: 1 });
    throw new Error("no");
  });
  await assert.rejects(spoiled, /no/);
  assert.deepEqual(await all(store, "s"), []);
});

test("a refused request ends the write with its reason", async () => {
  const store = storeOf();
  await store.write("s", ({ s }) => s.add({ id: 1 }));
  await assert.rejects(
    store.write("s", async ({ s }) => {
      await s.put({ id: 2 });
      await s.add({ id: 1 });
    }),
    { name: "ConstraintError" },
  );
  assert.deepEqual((await all(store, "s")).length, 1);
});

test("a connection that was closed under the page is opened again, once", async () => {
  const { indexedDB, begun } = watched((count, db) => count === 1 && db.close());
  const store = storeOf({ indexedDB });
  await store.write("s", ({ s }) => s.put({ id: 1 }));
  assert.equal(begun.length, 2);
  assert.deepEqual(await all(store, "s"), [{ id: 1 }]);
});

test("a store that will not open again says so instead of trying for ever", async () => {
  const { indexedDB, begun } = watched((_, db) => db.close());
  await assert.rejects(storeOf({ indexedDB }).write("s", ({ s }) => s.put({ id: 1 })), { name: "InvalidStateError" });
  assert.equal(begun.length, 2);
});

test("an upgrade adds and keeps what is there", async () => {
  const indexedDB = new IDBFactory();
  const old = storeOf({ indexedDB });
  await old.write("s", ({ s }) => s.put({ id: 1 }));
  await old.close();
  const now = storeOf({ indexedDB }, { upgrades: V2 });
  await now.write("later", ({ later }) => later.put(1, "x"));
  assert.deepEqual(await all(now, "s"), [{ id: 1 }]);
});

test("a page with the old store lets go at once and is told that it is outdated", async () => {
  const indexedDB = new IDBFactory();
  const said = [];
  const old = storeOf({ indexedDB }, { upgrades: V1, say: (what) => said.push(what) });
  await old.write("s", ({ s }) => s.put({ id: 1 }));
  await storeOf({ indexedDB }, { upgrades: V2 }).write("later", ({ later }) => later.put(1, "x"));
  await assert.rejects(old.write("s", ({ s }) => s.put({ id: 2 })), { name: "VersionError" });
  assert.deepEqual([...new Set(said)], ["outdated"]);
});

test("a page that does not let go leaves nobody hanging", async () => {
  const indexedDB = new IDBFactory();
  const said = [];
  const holding = await new Promise((resolve) => (indexedDB.open("db", 1).onsuccess = ({ target }) => resolve(target.result)));
  const store = storeOf({ indexedDB }, { upgrades: V2, say: (what) => said.push(what) });
  await assert.rejects(store.read("s", () => {}), /another tab/);
  await pause(5);
  assert.deepEqual(said, ["blocked"]);
  holding.close();
});
