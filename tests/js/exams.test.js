import "fake-indexeddb/auto";
import assert from "node:assert/strict";
import test from "node:test";
import { Answers } from "../../static/js/exams/answers.js";
import { keepPage } from "../../static/js/exams/kept_page.js";
import { Sender } from "../../static/js/exams/sender.js";
import { leftText, stateText } from "../../static/js/exams/texts.js";
import { worldOf } from "../../static/js/sync/world.js";
import { answers as made, FAULTS } from "./sync/network.js";
import { Pace } from "../../static/js/sync/pace.js";
import { Vault } from "../../static/js/sync/vault.js";
import { dump } from "./sync/dump.js";
import { bareWorld, fakeCaches, pause, seeded, until } from "./sync/phone.js";

const ALICE = 7;
const ATTEMPT = 3;

/** The server in small: each (device, seq) once, something else under it refused. */
function server() {
  const kept = new Map();
  const post = (attempt, { device, answers, user }) => {
    if (user !== ALICE) return made.json({ proto: 1, error: "exam_other_user" }, 409);
    const known = answers.map((one) => kept.get(`${device}:${one.seq}`));
    if (known.some((row, nth) => row && JSON.stringify(row.said) !== JSON.stringify(answers[nth].said))) {
      return made.json({ proto: 1, error: "exam_answer_differs" }, 409);
    }
    const results = answers.map((one) => {
      const key = `${device}:${one.seq}`;
      if (!kept.has(key)) kept.set(key, { ...one, device, attempt, id: kept.size + 1 });
      return { id: kept.get(key).id, late: false };
    });
    return made.json({ ...state(), results });
  };
  const said = () => Object.fromEntries([...kept.values()].map(({ place, said }) => [place, said]));
  const state = () => ({ proto: 1, server_time: new Date().toISOString(), over: false, upto: kept.size, said: said(), results: [] });
  return { kept, said, state, post };
}

async function desk({ home = server(), fault = () => null, indexedDB, ...given } = {}) {
  const fetch = async (path, init) => {
    const [, attempt] = path.match(/^\/attempts\/(\d+)\/answers$/);
    const reach = async () => (init.method === "POST" ? home.post(Number(attempt), JSON.parse(init.body)) : made.json(home.state()));
    const name = fault(init);
    return name ? (FAULTS[name] ?? name)(reach) : reach();
  };
  const world = worldOf(bareWorld({ fetch, caches: fakeCaches(ALICE), ...(indexedDB && { indexedDB }), ...given }));
  const parts = { world, user: { id: ALICE }, pace: new Pace(world) };
  parts.vault = new Vault(parts, () => parts.answers.sealOldRows());
  const answers = (parts.answers = new Answers(parts));
  await parts.vault.load();
  const told = [];
  const sender = new Sender(parts, (news) => told.push(news));
  const say = (place, ...said) => answers.keep({ attempt: ATTEMPT, place, said });
  return { home, ...parts, sender, told, say };
}

const seqs = ({ kept }) => [...kept.values()].map(({ seq }) => seq);

test("what is said is numbered, arrives once and is kept until the next word", async () => {
  const { home, answers, sender, say } = await desk();
  await say(1, "A");
  await say(2, "B");
  await sender.trigger("answer");
  await say(1, "C");
  await sender.trigger("answer");
  assert.deepEqual([seqs(home), home.said()], [[1, 2, 3], { 1: ["C"], 2: ["B"] }]);
  const rows = await answers.of(ATTEMPT);
  assert.deepEqual(rows.map(({ place, said, id }) => [place, said, id]), [[2, ["B"], 2], [1, ["C"], 3]]);
});

test("letters typed before anything was sent are one answer", async () => {
  const { home, sender, say } = await desk();
  for (const text of ["约", "约好", "约好的"]) await say(6, text);
  await sender.trigger("answer");
  assert.deepEqual([home.kept.size, home.said()], [1, { 6: ["约好的"] }]);
});

test("what is on its way is not changed: the next word has its own number", async () => {
  const { home, answers, sender, say } = await desk();
  await say(1, "A");
  await answers.next();
  await say(1, "B");
  await sender.trigger("answer");
  assert.deepEqual([seqs(home), home.said()], [[1, 2], { 1: ["B"] }]);
});

test("a device that begins anew in the midst of it all has all, and sends it", async () => {
  const away = await desk({ fault: () => "lost" });
  await away.say(1, "A");
  await away.sender.trigger("answer");
  away.sender.close();
  const { home, sender, answers } = await desk({ indexedDB: away.world.indexedDB });
  assert.equal((await answers.waiting()).length, 1);
  await sender.trigger("start");
  assert.deepEqual(home.said(), { 1: ["A"] });
});

test("whatever goes wrong, each answer is there once in the end", async () => {
  const random = seeded(11);
  const names = Object.keys(FAULTS).filter((name) => name !== "limited");
  const fault = () => (random() < 0.4 ? names[Math.floor(random() * names.length)] : null);
  const { home, answers, sender, say } = await desk({ fault, random });
  const last = {};
  for (let nth = 0; nth < 120; nth++) {
    const place = 1 + (nth % 7);
    last[place] = [`${nth}`];
    await say(place, `${nth}`);
    if (nth % 3 === 0) sender.trigger("answer");
    if (nth % 10 === 0) await pause(2);
  }
  sender.trigger("answer");
  await until(async () => !(await answers.waiting()).length);
  assert.deepEqual(home.said(), last);
  assert.equal(new Set([...home.kept.values()].map(({ id }) => id)).size, home.kept.size);
});

test("without an answer nothing counts as arrived", async () => {
  const { told, answers, sender, say } = await desk({ fault: () => "cut" });
  await say(1, "A");
  await sender.trigger("answer");
  sender.close();
  assert.deepEqual([told[0].link, (await answers.waiting()).length], ["server", 1]);
});

test("signed out it keeps all, says so, and stops knocking", async () => {
  let asked = 0;
  const fault = () => (asked++, async () => new Response("", { status: 401 }));
  const { told, answers, sender, say } = await desk({ fault });
  await say(1, "A");
  await sender.trigger("answer");
  await pause(30);
  assert.deepEqual([told.at(-1).link, asked, (await answers.waiting()).length], ["sign_in", 1, 1]);
});

test("a copy of a phone takes a new number and loses nothing", async () => {
  const first = await desk();
  await first.say(1, "A");
  await first.sender.trigger("answer");
  const { device } = [...first.home.kept.values()][0];
  const second = await desk({ home: first.home });
  await second.answers.store.write("meta", ({ meta }) => meta.put({ id: device, next: 1 }, "device"));
  await second.say(2, "B");
  await second.sender.trigger("answer");
  assert.deepEqual(first.home.said(), { 1: ["A"], 2: ["B"] });
});

test("one that the server cannot take does not hold up the others", async () => {
  const fault = ({ body }) => body?.includes("毒") && (async () => made.json({ proto: 1, error: "exam_answers_malformed" }, 400));
  const { home, answers, sender, say } = await desk({ fault });
  await say(1, "A");
  await say(2, "毒");
  await say(3, "C");
  await sender.trigger("answer");
  assert.deepEqual(home.said(), { 1: ["A"], 3: ["C"] });
  const rows = await answers.of(ATTEMPT);
  assert.deepEqual(rows.filter(({ refused }) => refused).map(({ said }) => said), [["毒"]]);
});

test("answers of two attempts go each to its own", async () => {
  const { home, answers, sender, say } = await desk();
  await answers.keep({ attempt: 4, place: 1, said: ["Z"] });
  await say(2, "A");
  await sender.trigger("start");
  assert.deepEqual([...home.kept.values()].map(({ attempt, said }) => [attempt, said]), [[4, ["Z"]], [3, ["A"]]]);
});

test("a look brings what another device said", async () => {
  const { told, sender, home } = await desk();
  home.kept.set("desk:1", { place: 5, said: ["B"], id: 1 });
  await sender.look(ATTEMPT);
  assert.deepEqual([told[0].link, told[0].attempt, told[0].body.said], ["ok", ATTEMPT, { 5: ["B"] }]);
});

test("what is said stands nowhere on the disk, before it is sent and after", async () => {
  const { world, sender, say } = await desk();
  await say(6, "先打约好的");
  assert.doesNotMatch(await dump(world), /先打约好的/);
  await sender.trigger("answer");
  assert.doesNotMatch(await dump(world), /先打约好的/);
});

test("the search finds what no browser could seal: the control", async () => {
  const { world, say } = await desk({ crypto: {} });
  await say(6, "先打约好的");
  assert.match(await dump(world), /先打约好的/);
});

test("after signing out nobody reads it, and at the same person's next sign-in it is sent", async () => {
  const away = await desk({ fault: () => "lost" });
  await away.say(1, "A");
  await away.vault.drop();
  const { indexedDB } = away.world;
  const stranger = await desk({ indexedDB, caches: fakeCaches(8), home: away.home });
  await stranger.sender.trigger("start");
  assert.deepEqual([(await stranger.answers.of(ATTEMPT)).map(({ said }) => said), away.home.kept.size], [[undefined], 0]);
  stranger.sender.close();
  const again = await desk({ indexedDB, home: away.home });
  await again.sender.trigger("start");
  assert.deepEqual(away.home.said(), { 1: ["A"] });
});

test("what a key does not open is never sent, and does not hold up the others", async () => {
  const { home, answers, sender, say } = await desk();
  await say(1, "A");
  await say(2, "B");
  await answers.store.write("answers", async (stores) => {
    const [first] = await stores.answers.getAll();
    new Uint8Array(first.sealed.data)[0] ^= 1;
    await stores.answers.put(first);
  });
  await sender.trigger("answer");
  assert.deepEqual([home.said(), (await answers.waiting()).length], [{ 2: ["B"] }, 0]);
  assert.ok((await answers.of(ATTEMPT))[0].refused);
});

test("what a version left that did not seal is sealed and sent", async () => {
  const { world, answers, vault, sender, say, home } = await desk();
  await say(1, "A");
  await answers.store.write("answers meta", async (stores) => {
    await stores.answers.put({ seq: 2, attempt: ATTEMPT, place: 6, said: ["先打约好的"], at: "2026-11-23T09:00:00Z" });
    await stores.meta.put({ ...(await stores.meta.get("device")), next: 3 }, "device");
    await stores.meta.put(true, "unsealed");
  });
  await vault.load();
  assert.doesNotMatch(await dump(world), /先打约好的/);
  await sender.trigger("start");
  assert.deepEqual(home.said(), { 1: ["A"], 6: ["先打约好的"] });
});

test("two tabs at once number and send without a hole or a double", async () => {
  const first = await desk();
  const second = await desk({ home: first.home, indexedDB: first.world.indexedDB });
  await Promise.all([1, 2, 3, 4, 5, 6].map((place) => (place % 2 ? first : second).say(place, `${place}`)));
  await Promise.all([first.sender.trigger("answer"), second.sender.trigger("answer")]);
  assert.deepEqual(seqs(first.home).sort(), [1, 2, 3, 4, 5, 6]);
  assert.equal((await first.answers.waiting()).length, 0);
});

test("the last word stands though sealing takes its time", async () => {
  const { home, sender, say } = await desk();
  await Promise.all(["约", "约好", "约好的"].map((text) => say(6, text)));
  await sender.trigger("answer");
  assert.deepEqual(home.said(), { 6: ["约好的"] });
});

test("the page of a paper is kept for its own user alone, and marked as kept", async () => {
  const caches = new Map([["lianxian-attempts-8", null], ["lianxian-shell-1", null]]);
  const put = {};
  const world = {
    caches: {
      keys: async () => [...caches.keys()],
      delete: async (name) => caches.delete(name),
      open: async (name) => ({
        addAll: async (paths) => paths.forEach((path) => (put[`${name}${path}`] = "script")),
        put: async (path, answer) => (put[`${name}${path}`] = await answer.text()),
      }),
    },
    fetch: async () => new Response('<main><take-paper data-key="a2V5" data-user=7></take-paper></main>'),
  };
  await keepPage(world, "7", "/attempts/3", ["/static/page.js"]);
  assert.deepEqual([...caches.keys()], ["lianxian-shell-1"]);
  assert.match(put["lianxian-attempts-7/attempts/3"], /<take-paper data-kept data-user=7>/);
  await keepPage({ ...world, fetch: async () => new Response("<p>over</p>") }, "7", "/attempts/4");
  assert.deepEqual(Object.keys(put), ["lianxian-attempts-7/static/page.js", "lianxian-attempts-7/attempts/3"]);
});

test("the clock and the state speak plainly", () => {
  assert.deepEqual([1_745_000, 3_727_000, 400, -5].map(leftText), ["29:05", "1:02:07", "0:01", "0:00"]);
  assert.equal(stateText({ link: "ok", waiting: 2 }), "");
  assert.match(stateText({ link: "offline", waiting: 2 }), /没有网络.*2 个答案已存在.*到时间以前送到才算/);
  assert.match(stateText({ link: "offline", waiting: 2, over: true }), /由培训师决定/);
  assert.match(stateText({ link: "sign_in", waiting: 0 }), /登录过期.*继续答/);
});
