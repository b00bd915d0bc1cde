import "fake-indexeddb/auto";
import { IDBFactory } from "fake-indexeddb";
import assert from "node:assert/strict";
import test from "node:test";
import { openKept } from "../../static/js/kept/desk.js";
import { sendText } from "../../static/js/kept/send.js";
import { Store } from "../../static/js/sync/store.js";
import { worldOf } from "../../static/js/sync/world.js";
import { dump, rows } from "./sync/dump.js";
import { answers as made, FAULTS, keyOf } from "./sync/network.js";
import { bareWorld, fakeCaches, pause, seeded } from "./sync/phone.js";

const ALICE = 7;
const BOB = 8;
const KEY = "daily 2026-11-23";
const PLACE = { key: KEY, url: "/daily-reports", fields: { day: "2026-11-23" }, page: "/daily-reports", label: "周一的日报" };

/** The server in small: a cell with its save, each id once. `remembers: false` is the control that must
    fail: a server that forgets ids. */
function server({ remembers = true } = {}) {
  const home = { user: ALICE, text: "", rev: 0, saves: new Map(), over: false, texts: [] };
  home.post = ({ user, uuid, base, text }) => {
    if (Number(user) !== home.user) return made.json({ proto: 1, error: "other_user" }, 409);
    const known = remembers && home.saves.get(uuid);
    if (known) return known.text === text ? saved(known.rev) : refused("differs");
    if (home.over) return refused("已经定稿了");
    if (home.text !== text && Number(base) !== home.rev) return refused(`你在另一台设备上写过:“${home.text}”。`, home.rev);
    if (home.text !== text || !home.rev) Object.assign(home, { text, rev: home.rev + 1 });
    home.saves.set(uuid, { text, rev: home.rev });
    home.texts.push(text);
    return saved(home.rev);
  };
  const saved = (rev) => made.json({ proto: 1, state: "saved", base: rev, texts: {} });
  const refused = (message, base = null) => made.json({ proto: 1, state: "refused", message, base }, 409);
  return home;
}

function phone({ home = server(), fault = () => null, caches = fakeCaches(ALICE), ...given } = {}) {
  const fetch = async (path, init) => {
    if (path === "/sheet/key") return made.json(keyOf(home.user));
    const reach = async () => home.post(Object.fromEntries(init.body));
    const name = fault(init);
    return name ? (FAULTS[name] ?? name)(reach) : reach();
  };
  const world = worldOf(bareWorld({ fetch, caches, ...given }));
  const open = async (user = ALICE) => {
    const desk = await openKept(user, world);
    const type = (text, base = 0) => desk.texts.type(PLACE, { base, text });
    return { ...desk, type, send: () => sendText(desk, KEY) };
  };
  return { home, world, open };
}

test("a line is sent once, and the next is made from it", async () => {
  const { home, open } = phone();
  const page = await open();
  await page.type("约了两家");
  assert.equal((await page.send()).state, "saved");
  await page.type("约了三家", 1);
  await page.send();
  assert.deepEqual([home.text, home.rev, await page.texts.count()], ["约了三家", 2, 0]);
  assert.equal(await page.send(), null);
});

test("typed without a network it waits here, and is sent from another page", async () => {
  let away = true;
  const { home, world, open } = phone({ fault: () => away && "lost" });
  const page = await open();
  await page.type("约了两家");
  assert.equal((await page.send()).link, "server");
  away = false;
  const later = await openKept(ALICE, world);
  const [{ key }] = await later.texts.all();
  await sendText(later, key);
  assert.deepEqual([home.text, await later.texts.count()], ["约了两家", 0]);
});

for (const [name, times] of [["with ids that are remembered one save", 1], ["without them two: the control", 2]]) {
  test(`the answer lost and another device in between, ${name}`, async () => {
    let lost = true;
    const home = server({ remembers: times === 1 });
    const { open } = phone({ home, fault: () => lost && "answerLost" });
    const page = await open();
    await page.type("约了两家");
    await page.send();
    lost = false;
    Object.assign(home, { text: "从电脑写的", rev: 2 });
    const said = await page.send();
    assert.equal(said.state, times === 1 ? "saved" : "refused");
    assert.equal(home.text, "从电脑写的");
  });
}

test("what is typed while something is on its way is a save of its own, made from it", async () => {
  const { home, open } = phone();
  const page = await open();
  await page.type("约");
  await page.texts.next(KEY);
  await page.type("约了两家");
  await page.send();
  assert.deepEqual([home.texts, home.rev], [["约", "约了两家"], 2]);
});

test("a refusal keeps what was typed; sent again only when its writer says so", async () => {
  const { home, open } = phone();
  Object.assign(home, { text: "从电脑写的", rev: 3 });
  const page = await open();
  await page.type("从手机写的");
  assert.equal((await page.send()).state, "refused");
  assert.equal(await page.send(), null);
  const row = await (await open()).texts.get(KEY);
  assert.deepEqual([row.text, row.refused.message], ["从手机写的", "你在另一台设备上写过:“从电脑写的”。"]);
  assert.equal(home.text, "从电脑写的");
  await page.type("从手机写的");
  await page.send();
  assert.deepEqual([home.text, home.rev], ["从手机写的", 4]);
});

test("after the report is final the text stays until its writer has read it", async () => {
  const { home, open } = phone();
  home.over = true;
  const page = await open();
  await page.type("太晚了");
  await page.send();
  assert.deepEqual((await page.texts.all()).map(({ text, refused }) => [text, refused.message]), [["太晚了", "已经定稿了"]]);
  await page.texts.forget(KEY);
  assert.equal(await page.texts.count(), 0);
});

test("nothing of a text stands on the disk but which it is", async () => {
  const { world, open } = phone({ fault: () => "lost" });
  const page = await open();
  await page.type("约了两家");
  await page.send();
  await page.type("约了三家");
  assert.doesNotMatch(await dump(world), /约了|daily-reports/);
  const [row] = (await rows(world.indexedDB))[`lianxian-notes-${ALICE}`].notes;
  assert.deepEqual(Object.keys(row).sort(), ["key", "sealed"]);
});

test("the search finds what no browser could seal: the control", async () => {
  const { world, open } = phone({ crypto: {} });
  await (await open()).type("约了两家");
  assert.match(await dump(world), /约了两家/);
});

test("somebody else on the phone reads and sends nothing of it, its writer does", async () => {
  const { home, world, open } = phone({ fault: ({ body }) => !home.user && body && "lost" });
  const page = await open();
  home.user = null;
  await page.type("约了两家");
  await page.send();
  home.user = BOB;
  const other = await openKept(BOB, { ...world, caches: fakeCaches(BOB) });
  assert.deepEqual(await other.texts.all(), []);
  const stolen = await openKept(ALICE, { ...world, caches: fakeCaches(BOB) });
  assert.deepEqual([await stolen.texts.all(), (await sendText(stolen, KEY)).link], [[], "other_user"]);
  assert.equal((await page.send()).link, "other_user");
  assert.equal(home.text, "");
  home.user = ALICE;
  const again = await open();
  await again.send();
  assert.equal(home.text, "约了两家");
});

test("signed out it keeps all and asks for the key before anything else", async () => {
  const asked = [];
  const caches = fakeCaches();
  const { world } = phone();
  const fetch = async (path) => asked.push(path) && new Response("", { status: 401 });
  const desk = await openKept(ALICE, { ...world, caches, fetch });
  assert.deepEqual([(await sendText(desk, KEY)).link, asked], ["sign_in", ["/sheet/key"]]);
});

test("two tabs that type and send at once lose no letter and double none", async () => {
  const { home, open } = phone();
  const [one, two] = [await open(), await open()];
  await Promise.all([one.type("约"), two.type("约了"), one.type("约了两"), two.type("约了两家")]);
  await Promise.all([one.send(), two.send()]);
  assert.deepEqual([home.texts.length, await one.texts.count()], [1, 0]);
  assert.ok(["约了两", "约了两家"].includes(home.text));
});

test("whatever goes wrong, the last word is there in the end, each save once", async () => {
  const random = seeded(5);
  const names = Object.keys(FAULTS).filter((name) => name !== "limited");
  let calm = false;
  const fault = () => (!calm && random() < 0.5 ? names[Math.floor(random() * names.length)] : null);
  const { home, open } = phone({ fault });
  let base = 0;
  for (let nth = 1; nth <= 60; nth++) {
    const page = await open();
    await page.type(`第${nth}句`, base);
    const said = await page.send();
    if (said?.state) base = said.base;
    if (nth % 20 === 0) await pause(1);
  }
  calm = true;
  await (await open()).send();
  assert.equal(home.text, "第60句");
  assert.equal(new Set(home.texts).size, home.rev);
});

test("what an older version kept open is sealed, knows where it belongs, and arrives", async () => {
  const indexedDB = new IDBFactory();
  const { world } = phone({ indexedDB });
  const old = new Store(world, `lianxian-notes-${ALICE}`, { upgrades: [(db) => db.createObjectStore("notes", { keyPath: "key" })] });
  await old.write("notes", ({ notes }) => notes.put({ key: "41-other", base: "5", text: "没送到的一句", other: "", sending: null }));
  await old.close();
  const sent = [];
  const fetch = async (path, { body }) => {
    sent.push([path, body.get("point"), body.get("base"), body.get("text")]);
    return made.json({ proto: 1, state: "saved", base: 6, others: [] });
  };
  const desk = await openKept(ALICE, { ...world, fetch });
  assert.doesNotMatch(await dump(world), /没送到的一句/);
  await sendText(desk, "41-other");
  assert.deepEqual(sent, [["/meetings/41/notes", "other", "5", "没送到的一句"]]);
});

test("an answer that is not ours changes nothing", async () => {
  for (const name of ["portal", "redirected", "broken", "cut"]) {
    const { open } = phone({ fault: () => name });
    const page = await open();
    await page.type("约了两家");
    assert.ok((await page.send()).link, name);
    assert.equal((await page.texts.get(KEY)).sending.text, "约了两家");
  }
});
