import assert from "node:assert/strict";
import test from "node:test";
import { arrivalText, Arrivals } from "../../static/js/today/arrivals.js";

const WANG = { id: 7, lead: 70, name: "王秀英", source: "抖音" };
const LI = { id: 9, lead: 90, name: "", source: "抖音" };
const NOBODY = { handled: new Map(), called: [] };

/** A server that says what it is told to, one answer after another, and a phone that keeps things. */
function watch(...answers) {
  const asked = [];
  const store = {};
  const kept = { read: (key) => store[key], write: (key, value) => (store[key] = value) };
  const fetch = async (url) => {
    asked.push(url);
    const answer = answers.length > 1 ? answers.shift() : answers[0];
    if (answer instanceof Error) throw answer;
    const [status, body] = typeof answer === "number" ? [answer] : [200, { proto: 1, news: answer }];
    return { status, json: async () => body };
  };
  const again = (user = 1) => new Arrivals(user, { fetch, kept });
  return { arrivals: again(), asked, again };
}

test("what came in is told once, and shown until it is opened", async () => {
  const { arrivals, asked } = watch([WANG]);
  assert.equal(await arrivals.look(), "new");
  assert.equal(await arrivals.look(), "");
  assert.deepEqual(arrivals.waiting(NOBODY), [WANG]);
  arrivals.open(WANG);
  assert.deepEqual(arrivals.waiting(NOBODY), []);
  await arrivals.look();
  assert.deepEqual(asked, ["/arrivals?since=0", "/arrivals?since=0", "/arrivals?since=7"]);
});

test("a second one is told again, and the first stays in front", async () => {
  const { arrivals } = watch([WANG], [WANG, LI]);
  await arrivals.look();
  assert.equal(await arrivals.look(), "new");
  assert.deepEqual(arrivals.waiting(NOBODY), [WANG, LI]);
  arrivals.open(WANG);
  assert.deepEqual(arrivals.waiting(NOBODY), [LI]);
});

test("who was called or put aside on this phone is no news, also before the server knows", async () => {
  const { arrivals } = watch([WANG, LI]);
  await arrivals.look();
  const handled = new Map([[70, {}]]);
  assert.deepEqual(arrivals.waiting({ handled, called: [] }), [LI]);
  assert.deepEqual(arrivals.waiting({ handled, called: [{ id: 90 }] }), []);
});

test("when the server has nothing any more, the banner goes", async () => {
  const { arrivals } = watch([WANG], 204);
  await arrivals.look();
  assert.equal(await arrivals.look(), "");
  assert.deepEqual(arrivals.waiting(NOBODY), []);
});

test("another tab tells nothing twice, another person is told his own", async () => {
  const { arrivals, again } = watch([WANG]);
  await arrivals.look();
  assert.equal(await again().look(), "");
  assert.equal(await again(2).look(), "new");
});

for (const answer of [new Error("no network"), 500, 302, 0]) {
  test(`nothing is told and nothing lost when the answer is ${answer}`, async () => {
    const { arrivals } = watch([WANG], answer);
    await arrivals.look();
    assert.equal(await arrivals.look(), "");
    assert.deepEqual(arrivals.waiting(NOBODY), [WANG]);
  });
}

test("a portal's page, or JSON of somebody else, is no news", async () => {
  const { arrivals } = watch([]);
  assert.equal(await arrivals.look(), "");
  const portal = { status: 200, json: async () => JSON.parse("<html>") };
  const stranger = { status: 200, json: async () => ({ news: [WANG] }) };
  for (const answer of [portal, stranger]) {
    const asking = new Arrivals(1, { fetch: async () => answer, kept: { read() {}, write() {} } });
    assert.equal(await asking.look(), "");
    assert.deepEqual(asking.news, []);
  }
});

test("a session that is over is said, so that the page asks to sign in", async () => {
  assert.equal(await watch(401).arrivals.look(), "sign_in");
});

test("two questions at once are one", async () => {
  const { arrivals, asked } = watch([WANG]);
  assert.deepEqual(await Promise.all([arrivals.look(), arrivals.look()]), ["new", ""]);
  assert.equal(asked.length, 1);
});

test("the words name who, from where, and how many more", () => {
  assert.equal(arrivalText([WANG]), "新的精准资源:王秀英,抖音");
  assert.equal(arrivalText([LI, WANG]), "新的精准资源:新客户,抖音 · 另有 1 位");
  assert.equal(arrivalText([{ ...WANG, source: "" }]), "新的精准资源:王秀英");
});
