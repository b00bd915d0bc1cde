import { t } from "../words.js";
import { deal, opened } from "./enter.js";
import { fill, slot } from "./fill.js";
import { offerInstall, placeText } from "./place_texts.js";
import { read, write } from "./store.js";
import { linkNotices, linkView, lostText, topView, wonText } from "./views.js";

const top = slot("top");
const badge = top.querySelector("[data-link]");
const sprite = badge.querySelector("use").getAttribute("href").split("#")[0];
const unsent = document.getElementById("unsent");
const notice = (name) => slot("notices").querySelector(`[data-notice="${name}"]`);

export function connect(page) {
  const on = (name, mark, act) => notice(name).querySelector(mark).addEventListener("click", act);
  on("place", "[data-dismiss]", () => {
    write("place-read", true);
    page.render();
  });
  on("lost", "[data-dismiss]", () => {
    write("lost-read", unread(page.sheet).map(({ device, last }) => `${device} ${last}`).concat(read("lost-read", [])));
    page.render();
  });
  on("won", "[data-won]", (event) => {
    event.preventDefault();
    opened(deal, page, page.sheet.unentered[0]);
  });
  on("due", "[data-due]", () => page.bringUp(page.due.id));
  offerInstall(notice("place").querySelector("[data-install]"), page.render);
  for (const opener of document.querySelectorAll('[data-opens="unsent"]')) {
    opener.addEventListener("click", () => showUnsent(page));
  }
}

/** Another tab brought a newer store: this page can no longer write and says so. */
export function mustReload(page) {
  page.old = true;
  page.render();
}

export function render(page) {
  const { client, sheet, day, now } = page;
  const view = { ...(sheet && topView(day, now())), ...linkView(client.state, sprite) };
  fill(top, view);
  fill(slot("unsent"), view);
  badge.dataset.link = view.link;
  top.querySelector(".top__window").toggleAttribute("data-open", Boolean(view.open));
  showNotices(page);
  if (unsent.open) showUnsent(page);
  else if (client.state.waiting) import("./unsent.js").catch(() => {});
}

/** Records lost with a wiped store, until the rep has read which. */
function unread(sheet) {
  const known = read("lost-read", []);
  return (sheet?.lost ?? []).filter(({ device, last }) => !known.includes(`${device} ${last}`));
}

async function showNotices({ client, sheet, day, due, old }) {
  const left = (one) => t("%(name)s 有 %(waiting)s 条未上传的记录在这台手机上。", one);
  const [others, { length: n }] = [await client.others(), await client.cards()];
  const shown = {
    ...linkNotices(client.state),
    others: others.map(left).join(""),
    lost: unread(sheet).map(lostText).join(""),
    place: read("place-read") ? "" : placeText(),
    cards: n ? t("有 %(n)s 条记录要你看一眼。", { n }) : "",
    dropping: day?.dropping ? t("%(n)s 位再不跟进就要回收。", { n: day.dropping }) : "",
    won: wonText(sheet?.unentered ?? []),
    due: due && `${due.why} ${due.name}`,
    ...(old && { blocked: t("连线已在另一个页面更新,请刷新这一页。") }),
  };
  for (const [name, text] of Object.entries(shown)) {
    notice(name).hidden = !text;
    if (text) fill(notice(name), { text });
  }
}

/** The list of records is seldom looked at: its script comes when it is. */
async function showUnsent(page) {
  const { render: renderUnsent } = await import("./unsent.js");
  await renderUnsent(page);
}
