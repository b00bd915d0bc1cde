import assert from "node:assert/strict";
import test from "node:test";
import { backoff, oneAtATime, Pace } from "../../../static/js/sync/pace.js";

/** A world in which a wait is over at once, and the clock knows how long it would have been. */
function quick() {
  const world = { at: 0, elapsed: () => world.at };
  world.after = (ms, act) => {
    world.at += ms;
    act();
  };
  return world;
}

test("lets at most 30 requests a minute start, after a few at once", async () => {
  const world = quick();
  const pace = new Pace(world);
  const started = [];
  while (world.at < 10 * 60_000) {
    await pace.turn();
    started.push(world.at);
  }
  assert.equal(started.filter((at) => at === 0).length, 6);
  const most = Math.max(...started.map((from) => started.filter((at) => at >= from && at < from + 60_000).length));
  assert.ok(most <= 30, `${most} in a minute`);
});

test("keeps still as long as the server asked, and a shorter wish does not cut it", () => {
  const world = quick();
  const pace = new Pace(world);
  pace.hold(5000);
  pace.hold(1000);
  assert.equal(pace.held(), 5000);
  world.at = 5001;
  assert.equal(pace.held(), 0);
});

test("pauses grow from 2 to at most 60 seconds, with jitter", () => {
  for (let failures = 1; failures < 20; failures++) {
    assert.equal(backoff(failures, () => 0), 2000);
    assert.equal(backoff(failures, () => 1), Math.min(60_000, 2000 * 2 ** failures));
  }
});

test("wished for while it runs, work runs once more, never at the same time", async () => {
  let running = 0;
  let runs = 0;
  const work = oneAtATime(async () => {
    assert.equal(++running, 1);
    await new Promise(setImmediate);
    running--;
    runs++;
  });
  await Promise.all([work(), work(), work()]);
  assert.equal(runs, 2);
});

test("work that failed can be asked for again", async () => {
  let fails = true;
  const work = oneAtATime(async () => {
    if (fails) throw new Error("no");
  });
  await assert.rejects(work());
  fails = false;
  await work();
});
