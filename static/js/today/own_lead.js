import { t } from "../words.js";
import { digitsOf } from "./callers.js";
import { fill, typedIn } from "./fill.js";

// A customer whom the rep found himself: kept on this phone at once, like a call.
const dialog = document.getElementById("own-lead");
const form = dialog.querySelector("form");
const guard = dialog.querySelector("#guard");
const DRAFT = "new";
const FEWEST = 7;
const PAUSE = 120;
const PATIENCE = 6000;

let page;
let asking = null;

form.addEventListener("submit", save);
form.addEventListener("input", () => page.client.saveDraft(DRAFT, typedIn(form)).catch(() => {}));
form.number.addEventListener("input", look);
dialog.addEventListener("close", () => asking?.abort());

/** With what was typed before, or with the number that was looked for. */
export async function open(shared, number) {
  page = shared;
  form.reset();
  const draft = await page.client.draft(DRAFT).catch(() => null);
  const known = number && digitsOf(number) ? { number } : draft;
  for (const [name, value] of Object.entries(known ?? {})) if (form[name]) form[name].value = value;
  fill(dialog, { refused: "" });
  dialog.showModal();
  look();
}

async function save(event) {
  event.preventDefault();
  const payload = typedIn(form);
  if (digitsOf(payload.number ?? "").length < FEWEST) return refuse(t("号码不全,请核对一下。"));
  try {
    const { id } = await page.client.save("lead.add", { payload, draft: DRAFT });
    dialog.close();
    if (event.submitter?.value === "call") await bringUp(id);
  } catch {
    refuse(t("没能存到这台手机上。内容还在,请再试一次。"));
  }
}

/** To the front once the list has him. */
async function bringUp(id) {
  page.sheet = await page.client.sheet();
  page.bringUp(id);
}

function refuse(refused) {
  fill(dialog, { refused });
  form.number.focus();
}

/** Whose the number is, a moment after it is whole; without a network the server tells when it comes. */
async function look() {
  asking?.abort();
  const mine = (asking = new AbortController());
  guard.replaceChildren();
  if (digitsOf(form.number.value).length < FEWEST) return;
  await new Promise((resolve) => setTimeout(resolve, PAUSE));
  if (asking !== mine) return;
  const html = await ask(new URLSearchParams({ number: form.number.value }), mine);
  if (asking === mine && html) guard.replaceChildren(...new DOMParser().parseFromString(html, "text/html").body.childNodes);
}

async function ask(body, mine) {
  const patience = setTimeout(() => mine.abort(), PATIENCE);
  try {
    const answer = await fetch("/number-checks", { method: "POST", body, redirect: "manual", cache: "no-store", signal: mine.signal });
    return answer.ok && answer.headers.get("lianxian") === "guard" ? await answer.text() : "";
  } catch {
    return "";
  } finally {
    clearTimeout(patience);
  }
}
