import assert from "node:assert/strict";
import test from "node:test";
import { connect } from "./sync/network.js";
import { all, bareWorld, call, open, storage, until, WANG } from "./sync/phone.js";
import { Server } from "./sync/server.js";

const agreed = call(9, { disposition: "deal" });
const deal = { kind: "deal.enter", lead: 9, payload: { price_fen: 1280000, signed_on: "2026-11-23" }, draft: "deal 9" };
const empty = async (client) => until(async () => (await client.waiting()).length === 0);

test("a deal waits behind its call and takes its own draft's place, not that of a call being typed", async () => {
  const { outbox, drafts, store } = await storage();
  await outbox.save(agreed);
  await drafts.save(9, { note: "下一通" });
  await drafts.save("deal 9", { price: "12800" });
  await outbox.save(deal);
  const waiting = await outbox.waiting();
  assert.deepEqual(waiting.map(({ kind, seq, lead }) => [kind, seq, lead]), [["call.log", 1, 9], ["deal.enter", 2, 9]]);
  assert.deepEqual([await drafts.get(9), await drafts.get("deal 9")], [{ note: "下一通" }, null]);
  const [, row] = await all(store, "outbox");
  assert.deepEqual([row.payload, row.lead], [undefined, undefined], "sealed like a call");
});

test("a deal is taken back by a record of its own kind, once", async () => {
  const { outbox } = await storage();
  const { id } = await outbox.save(deal);
  const [first, second] = [await outbox.undo(id), await outbox.undo(id)];
  assert.deepEqual([first.kind, first.payload, first.id], ["deal.undo", { undoes: id }, second.id]);
});

test("long after it was sent it is no more taken back here", async () => {
  let mono = 0;
  const { outbox } = await storage({ monotonic: () => mono });
  const { id } = await outbox.save(deal);
  await outbox.attempt([id]);
  mono += 60000;
  await assert.rejects(outbox.undo(id), { code: "too_late" });
});

test("two tabs, an answer lost, a store opened again: the server has one deal after its call", async () => {
  const server = new Server();
  let lost = 1;
  const fault = (path) => (path === "/sync" && lost-- > 0 ? "answerLost" : null);
  const away = bareWorld();
  const offline = await open(away);
  await offline.save("call.log", agreed);
  const { id } = await offline.save("deal.enter", deal);
  offline.close();
  const world = { ...away, fetch: connect(server, WANG.id, { fault }) };
  const tabs = await Promise.all([open(world), open(world)]);
  await empty(tabs[0]);
  const kinds = server.ops.map(({ kind }) => kind);
  assert.deepEqual(kinds, ["call.log", "deal.enter"]);
  assert.equal(server.ops[1].id, id);
  for (const tab of tabs) tab.close();
});

test("what the server says of a refused deal stands on its card, and is sealed on the phone", async () => {
  const server = new Server();
  const said = "已送到,主管会处理:“软件”已经停售。";
  server.decide = ({ kind }) => (kind === "deal.enter" ? { status: "parked", code: "invalid", said } : { status: "applied" });
  const client = await open(bareWorld({ fetch: connect(server, WANG.id) }));
  await client.save("deal.enter", deal);
  await empty(client);
  const [card] = await client.cards();
  assert.deepEqual([card.said, card.owner ?? null, card.status], [said, null, "parked"]);
  client.close();
});
