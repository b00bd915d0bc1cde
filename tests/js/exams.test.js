import "fake-indexeddb/auto";
import assert from "node:assert/strict";
import test from "node:test";
import { Answers } from "../../static/js/exams/answers.js";
import { keepPage } from "../../static/js/exams/kept_page.js";
import { Sender } from "../../static/js/exams/sender.js";
import { leftText, stateText } from "../../static/js/exams/texts.js";
import { worldOf } from "../../static/js/sync/world.js";
import { answers as made, FAULTS } from "./sync/network.js";
import { bareWorld, pause, seeded, until } from "./sync/phone.js";

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

function desk({ home = server(), fault = () => null, indexedDB, ...given } = {}) {
  const fetch = async (path, init) => {
    const [, attempt] = path.match(/^\/attempts\/(\d+)\/answers$/);
    const reach = async () => (init.method === "POST" ? home.post(Number(attempt), JSON.parse(init.body)) : made.json(home.state()));
    const name = fault(init);
    return name ? (FAULTS[name] ?? name)(reach) : reach();
  };
  const world = worldOf(bareWorld({ fetch, ...(indexedDB && { indexedDB }), ...given }));
  const answers = new Answers(world, ALICE);
  const told = [];
  const sender = new Sender({ world, answers, user: ALICE }, (news) => told.push(news));
  const say = (place, ...said) => answers.keep({ attempt: ATTEMPT, place, said });
  return { home, world, answers, sender, told, say };
}

const seqs = ({ kept }) => [...kept.values()].map(({ seq }) => seq);

test("what is said is numbered, arrives once and is kept until the next word", async () => {
  const { home, answers, sender, say } = desk();
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
  const { home, sender, say } = desk();
  for (const text of ["约", "约好", "约好的"]) await say(6, text);
  await sender.trigger("answer");
  assert.deepEqual([home.kept.size, home.said()], [1, { 6: ["约好的"] }]);
});

test("what is on its way is not changed: the next word has its own number", async () => {
  const { home, answers, sender, say } = desk();
  await say(1, "A");
  await answers.next();
  await say(1, "B");
  await sender.trigger("answer");
  assert.deepEqual([seqs(home), home.said()], [[1, 2], { 1: ["B"] }]);
});

test("a device that begins anew in the midst of it all has all, and sends it", async () => {
  const away = desk({ fault: () => "lost" });
  await away.say(1, "A");
  await away.sender.trigger("answer");
  away.sender.close();
  const { home, sender, answers } = desk({ indexedDB: away.world.indexedDB });
  assert.equal((await answers.waiting()).length, 1);
  await sender.trigger("start");
  assert.deepEqual(home.said(), { 1: ["A"] });
});

test("whatever goes wrong, each answer is there once in the end", async () => {
  const random = seeded(11);
  const names = Object.keys(FAULTS).filter((name) => name !== "limited");
  const fault = () => (random() < 0.4 ? names[Math.floor(random() * names.length)] : null);
  const { home, answers, sender, say } = desk({ fault, random });
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
  const { told, answers, sender, say } = desk({ fault: () => "cut" });
  await say(1, "A");
  await sender.trigger("answer");
  sender.close();
  assert.deepEqual([told[0].link, (await answers.waiting()).length], ["server", 1]);
});

test("signed out it keeps all, says so, and stops knocking", async () => {
  let asked = 0;
  const fault = () => (asked++, async () => new Response("", { status: 401 }));
  const { told, answers, sender, say } = desk({ fault });
  await say(1, "A");
  await sender.trigger("answer");
  await pause(30);
  assert.deepEqual([told.at(-1).link, asked, (await answers.waiting()).length], ["sign_in", 1, 1]);
});

test("a copy of a phone takes a new number and loses nothing", async () => {
  const first = desk();
  await first.say(1, "A");
  await first.sender.trigger("answer");
  const { device } = [...first.home.kept.values()][0];
  const second = desk({ home: first.home });
  await second.answers.store.write("meta", ({ meta }) => meta.put({ id: device, next: 1 }, "device"));
  await second.say(2, "B");
  await second.sender.trigger("answer");
  assert.deepEqual(first.home.said(), { 1: ["A"], 2: ["B"] });
});

test("one that the server cannot take does not hold up the others", async () => {
  const fault = ({ body }) => body?.includes("毒") && (async () => made.json({ proto: 1, error: "exam_answers_malformed" }, 400));
  const { home, answers, sender, say } = desk({ fault });
  await say(1, "A");
  await say(2, "毒");
  await say(3, "C");
  await sender.trigger("answer");
  assert.deepEqual(home.said(), { 1: ["A"], 3: ["C"] });
  const rows = await answers.of(ATTEMPT);
  assert.deepEqual(rows.filter(({ refused }) => refused).map(({ said }) => said), [["毒"]]);
});

test("answers of two attempts go each to its own", async () => {
  const { home, answers, sender, say } = desk();
  await answers.keep({ attempt: 4, place: 1, said: ["Z"] });
  await say(2, "A");
  await sender.trigger("start");
  assert.deepEqual([...home.kept.values()].map(({ attempt, said }) => [attempt, said]), [[4, ["Z"]], [3, ["A"]]]);
});

test("a look brings what another device said", async () => {
  const { told, sender, home } = desk();
  home.kept.set("desk:1", { place: 5, said: ["B"], id: 1 });
  await sender.look(ATTEMPT);
  assert.deepEqual([told[0].link, told[0].attempt, told[0].body.said], ["ok", ATTEMPT, { 5: ["B"] }]);
});

test("the page of a paper is kept for its own user alone, and marked as kept", async () => {
  const caches = new Map([["lianxian-attempts-8", null], ["lianxian-shell-1", null]]);
  const put = {};
  const world = {
    caches: {
      keys: async () => [...caches.keys()],
      delete: async (name) => caches.delete(name),
      open: async (name) => ({ put: async (path, answer) => (put[`${name}${path}`] = await answer.text()) }),
    },
    fetch: async () => new Response("<main><take-paper data-user=7></take-paper></main>"),
  };
  await keepPage(world, "7", "/attempts/3");
  assert.deepEqual([...caches.keys()], ["lianxian-shell-1"]);
  assert.match(put["lianxian-attempts-7/attempts/3"], /<take-paper data-kept data-user=7>/);
  await keepPage({ ...world, fetch: async () => new Response("<p>over</p>") }, "7", "/attempts/4");
  assert.deepEqual(Object.keys(put), ["lianxian-attempts-7/attempts/3"]);
});

test("the clock and the state speak plainly", () => {
  assert.deepEqual([1_745_000, 3_727_000, 400, -5].map(leftText), ["29:05", "1:02:07", "0:01", "0:00"]);
  assert.equal(stateText({ link: "ok", waiting: 2 }), "");
  assert.match(stateText({ link: "offline", waiting: 2 }), /没有网络.*2 个答案已存在.*到时间以前送到才算/);
  assert.match(stateText({ link: "offline", waiting: 2, over: true }), /由培训师决定/);
  assert.match(stateText({ link: "sign_in", waiting: 0 }), /登录过期.*继续答/);
});
