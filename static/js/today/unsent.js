import { t } from "../words.js";
import { fill, fillRows, list, slot, template } from "./fill.js";
import { offlineText } from "./place_texts.js";
import { idOf } from "./order.js";
import { cardView, recordView, waitingStatus } from "./unsent_view.js";

const root = slot("unsent");
const SENT = 10;

/** Sends, or marks a card as read. */
async function act(page, { target }) {
  const card = target.closest("[data-read]")?.closest("[data-card]");
  if (target.closest("[data-send]")) page.client.drain("button");
  if (card) await page.client.dismiss(card.dataset.card);
  if (card) page.render();
}

/** The records that have not arrived, and what became of those that did. */
export async function render(page) {
  const { client } = page;
  root.onclick = (event) => act(page, event);
  const [waiting, cards, receipts] = await Promise.all([
    client.waiting(),
    client.cards(),
    client.receipts(),
  ]);
  const context = contextOf(page);
  fillRows(
    list("waiting", root),
    template("record-row"),
    waiting.map((row) => recordView(row, { ...context, status: waitingStatus(row) })),
  );
  fillRows(
    list("cards", root),
    template("card-row"),
    cards.map((card) => cardView(card, context)),
  );
  const sent = receipts.slice(-SENT).reverse();
  fillRows(
    list("sent", root),
    template("record-row"),
    sent.map((row) => recordView(row, { ...context, status: t("已上传") })),
  );
  fill(root, { sent_any: sent.length > 0, place_text: offlineText() });
}

function contextOf({ names, sheet }) {
  return {
    names: new Map(Object.entries(names).map(([id, name]) => [idOf(id), name])),
    labels: new Map(sheet?.dispositions.map(({ code, label }) => [code, label])),
  };
}
