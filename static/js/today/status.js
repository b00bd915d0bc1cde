import { t } from "../words.js";
import { fill, slot } from "./fill.js";
import { offerInstall, placeText } from "./place.js";
import { read, write } from "./store.js";
import { linkNotices, linkView, topView } from "./views.js";

const top = slot("top");
const badge = top.querySelector("[data-link]");
const sprite = badge.querySelector("use").getAttribute("href").split("#")[0];
const unsent = document.getElementById("unsent");
const notice = (name) => slot("notices").querySelector(`[data-notice="${name}"]`);

export function connect(page) {
  notice("place")
    .querySelector("[data-dismiss]")
    .addEventListener("click", () => {
      write("place-read", true);
      page.render();
    });
  notice("due")
    .querySelector("[data-due]")
    .addEventListener("click", () => page.bringUp(page.due.id));
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
  const view = linkView(client.state, sprite);
  fill(top, sheet ? { ...topView(day, now()), ...view } : view);
  fill(slot("unsent"), view);
  badge.dataset.link = view.link;
  top
    .querySelector(".top__window")
    .toggleAttribute("data-open", Boolean(sheet && topView(day, now()).open));
  showNotices(page);
  if (unsent.open) showUnsent(page);
  else if (client.state.waiting) import("./unsent.js").catch(() => {});
}

async function showNotices({ client, due, old }) {
  const others = await client.others();
  const here = others.map((entry) =>
    t("%(name)s 有 %(waiting)s 条未上传的记录在这台手机上。", entry),
  );
  const place = read("place-read") ? "" : placeText();
  const cards = (await client.cards()).length;
  const toRead = cards ? t("有 %(n)s 条记录要你看一眼。", { n: cards }) : "";
  const shown = {
    ...linkNotices(client.state),
    others: here.join(""),
    place,
    cards: toRead,
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
