import { t } from "../words.js";
import { answers, draftOf, putDraft, showError, showFields, showTime } from "./answers.js";
import { isRinging } from "./dial.js";
import { fill, fillRows, list, slot, template } from "./fill.js";
import { isDirect, problemOf, saveCall } from "./outcome.js";

const root = slot("outcome");
const form = root.querySelector("form");
const failure = form.querySelector("[data-failure]");
const PAUSE = 250;

let page;
let done;
let shown = null;
let chosen = null;
let saving = false;
let typing = 0;

export const hasChosen = () => chosen !== null;
export const shownId = () => shown?.id ?? null;

export function connect(shared, whenDone) {
  page = shared;
  done = whenDone;
  form.addEventListener("click", pressed);
  form.addEventListener("input", changed);
  form.addEventListener("submit", submit);
  addEventListener("pagehide", flush);
  document.addEventListener("visibilitychange", flush);
  document.addEventListener("before-reload", ({ detail }) => detail.wait(flush()));
}

export function showKeys(dispositions) {
  for (const [name, connected] of [
    ["connected", true],
    ["missed", false],
  ]) {
    const items = dispositions.filter((disposition) => disposition.connected === connected);
    const keys = items.map(({ code, label, key }) => ({ code, label, key }));
    fillRows(list(name, form), template("disposition-key"), keys);
  }
  form.querySelector("[data-missed]").hidden = isRinging(page);
}

/** The customer's form; for another one an empty form, or what was typed for him before. */
export async function show(lead) {
  const same = lead.id === shownId();
  if (!same) flush();
  shown = lead;
  if (same) return;
  putDraft({});
  choose(null);
  fill(root, { name: lead.name, id: lead.id, draft_text: "" });
  const draft = await page.client.draft(lead.id);
  if (!draft || shownId() !== lead.id) return;
  if (draft.chosen) choose(draft.chosen);
  putDraft(draft);
}

export function forget() {
  flush();
  shown = chosen = null;
}

function choose(code) {
  chosen = page.sheet.dispositions.find((disposition) => disposition.code === code) ?? null;
  form.toggleAttribute("data-chosen", chosen !== null);
  for (const key of form.querySelectorAll(".key")) {
    key.setAttribute("aria-pressed", String(chosen?.code === key.value));
  }
  say("");
  if (chosen) showFields(chosen, page);
}

export function pressKey(number) {
  const key = form.querySelectorAll(".key")[number - 1];
  if (!key?.closest("[hidden]")) key?.click();
}

function pressed(event) {
  if (!page.sheet) return event.preventDefault();
  const key = event.target.closest(".key");
  if (event.target.closest("[data-change]")) choose(null);
  if (!key) return;
  event.preventDefault();
  if (page.dial) page.dial.back ??= { wall: Date.now(), mono: performance.now() };
  choose(key.value);
  if (chosen && isDirect(chosen)) save();
  else keepDraft();
}

function changed({ target }) {
  if (target.name === "follow_up_choice") showTime();
  fill(root, { draft_text: "" });
  clearTimeout(typing);
  typing = setTimeout(keepDraft, PAUSE);
}

/** What was typed in the last moment is kept before the page goes, or turns to somebody else. */
function flush() {
  return typing ? keepDraft() : null;
}

function keepDraft() {
  clearTimeout(typing);
  typing = 0;
  const guest = shown && page.guests.get(shown.id);
  const draft = shown && { ...draftOf(chosen?.code ?? null), ...(guest && { guest }) };
  const saved = shown && page.client.saveDraft(shown.id, draft);
  return saved?.then(() => fill(root, { draft_text: draft.note && t("已记下") })).catch(() => {});
}

export function submit(event) {
  event?.preventDefault();
  if (!chosen) return;
  const problem = problemOf(chosen, answers(), page.now());
  if (problem === "missing") showError(t("“%(label)s”要约好下次:请选一个时间。", chosen));
  else if (problem === "past") showError(t("这个时间已经过去了,请选以后的时间。"));
  else save();
}

/** One write, never two: the record is on this phone before the page moves on. */
async function save() {
  if (saving) return;
  saving = true;
  clearTimeout(typing);
  typing = 0;
  const [lead, disposition, draft] = [shown, chosen, draftOf(chosen.code)];
  try {
    const record = await saveCall(page, lead, disposition, answers());
    done({ record, lead, disposition, draft });
  } catch {
    say(t("没有存上,内容还在这里。手机存储可能满了,请再按一次“保存”。"));
  } finally {
    saving = false;
  }
}

function say(text) {
  fill(failure, { text });
  failure.hidden = !text;
}
