import assert from "node:assert/strict";
import test from "node:test";
import { Pace } from "../../../static/js/sync/pace.js";
import { Vault } from "../../../static/js/sync/vault.js";
import { worldOf } from "../../../static/js/sync/world.js";
import { answers, connect, keyOf } from "./network.js";
import { bareWorld, fakeCaches, WANG } from "./phone.js";
import { Server } from "./server.js";

const LI = { id: 7, login: "li", name: "李" };
const ROW = { id: "a", seq: 3, payload: { note: "问费用" } };

function vaultOf(user, given = {}) {
  const world = worldOf(bareWorld({ caches: fakeCaches(user.id), ...given }));
  return new Vault({ world, user, pace: new Pace(world) });
}

async function opened(user, given) {
  const vault = vaultOf(user, given);
  await vault.load();
  return vault;
}

test("a sealed row shows its open fields and nothing else, and opens again", async () => {
  const vault = await opened(WANG);
  const row = await vault.hide(ROW, ["payload"], "a");
  assert.deepEqual(Object.keys(row).sort(), ["id", "sealed", "seq"]);
  assert.ok(!Buffer.from(row.sealed.data).includes(Buffer.from("问费用")));
  assert.deepEqual(await vault.show(row, "a"), ROW);
});

test("no two values share an IV, even of the same text", async () => {
  const vault = await opened(WANG);
  const seen = new Set();
  for (let n = 0; n < 50; n++) {
    const { sealed } = await vault.hide(ROW, ["payload"], "a");
    seen.add(`${sealed.iv} ${Buffer.from(sealed.data).toString("hex")}`);
  }
  assert.equal(seen.size, 50);
});

test("what was sealed under one row's name opens under no other", async () => {
  const vault = await opened(WANG);
  const row = await vault.hide(ROW, ["payload"], "a");
  assert.deepEqual(await vault.show({ ...row, id: "b" }, "b"), { id: "b", seq: 3, unreadable: true });
});

test("a changed byte is noticed", async () => {
  const vault = await opened(WANG);
  const row = await vault.hide(ROW, ["payload"], "a");
  new Uint8Array(row.sealed.data)[0] ^= 1;
  assert.equal((await vault.show(row, "a")).unreadable, true);
});

test("another user's key opens nothing", async () => {
  const row = await (await opened(WANG)).hide(ROW, ["payload"], "a");
  assert.equal((await (await opened(LI)).show(row, "a")).unreadable, true);
});

test("without its key a row is neither opened nor called unreadable, and nothing is sealed", async () => {
  const row = await (await opened(WANG)).hide(ROW, ["payload"], "a");
  const locked = await opened(WANG, { caches: fakeCaches() });
  assert.deepEqual(await locked.show(row, "a"), { id: "a", seq: 3 });
  await assert.rejects(locked.hide(ROW, ["payload"], "a"));
});

test("the key comes once from the server and then from this phone", async () => {
  const asked = [];
  const reach = connect(new Server(), WANG.id);
  const fetch = (path, init) => reach(path, init, asked.push(path));
  const caches = fakeCaches();
  const vault = vaultOf(WANG, { caches, fetch });
  await vault.load();
  assert.deepEqual(await Promise.all([vault.unlock(), vault.unlock()]), [null, null]);
  const later = vaultOf(WANG, { caches, fetch });
  await later.load();
  assert.equal(await later.unlock(), null);
  assert.deepEqual(asked, ["/sheet/key"]);
});

test("a phone without caches asks each time", async () => {
  const vault = await opened(WANG, { caches: null, fetch: connect(new Server(), WANG.id) });
  assert.equal(await vault.unlock(), null);
  assert.deepEqual(await vault.show(await vault.hide(ROW, ["payload"], "a"), "a"), ROW);
});

const REFUSALS = [
  ["portal", async () => answers.html()],
  ["sign_in", async () => answers.json({ proto: 1, error: "sign_in" }, 401)],
  ["server", async () => new Response("{", { headers: { "content-type": "application/json" } })],
  ["other_user", async () => answers.json(keyOf(LI.id))],
];
for (const [link, fetch] of REFUSALS) {
  test(`no key is taken from an answer that means ${link}`, async () => {
    const caches = fakeCaches();
    const vault = await opened(WANG, { caches, fetch });
    assert.equal((await vault.unlock()).link, link);
    assert.deepEqual(await caches.keys(), []);
    await assert.rejects(vault.hide(ROW, ["payload"], "a"));
  });
}

test("a script cannot take the key out of the vault's hands", async () => {
  const extractable = [];
  const subtle = Object.create(crypto.subtle, {
    importKey: { value: (...given) => crypto.subtle.importKey(...given, extractable.push(given[3])) },
    encrypt: { value: (...given) => crypto.subtle.encrypt(...given) },
  });
  await opened(WANG, { crypto: { subtle } });
  assert.deepEqual(extractable, [false]);
});

test("signing out takes every key off the phone, coming takes those of the others", async () => {
  const caches = fakeCaches(WANG.id, LI.id);
  await caches.open("lianxian-shell-1");
  const vault = vaultOf(WANG, { caches });
  await vault.drop({ others: true });
  assert.deepEqual(await caches.keys(), ["lianxian-key-42", "lianxian-shell-1"]);
  await vault.drop();
  assert.deepEqual(await caches.keys(), ["lianxian-shell-1"]);
});

test("where no browser can seal, what must last stays open and the rest only in memory", async () => {
  const plain = { crypto: {}, caches: null };
  const vault = await opened(WANG, plain);
  assert.equal(await vault.unlock(), null);
  assert.deepEqual(await vault.hide(ROW, ["payload"], "a"), ROW);
  const sheet = await vault.hide({ body: "名单" }, ["body"], "sheet", { lasting: false });
  assert.deepEqual(Object.keys(sheet), ["sealed"]);
  assert.ok(!JSON.stringify(sheet).includes("名单"));
  assert.deepEqual(await vault.show(sheet, "sheet"), { body: "名单" });
  assert.deepEqual(await (await opened(WANG, plain)).show(sheet, "sheet"), {});
});
