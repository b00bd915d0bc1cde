import { t } from "../words.js";
import { answers, draftOf, putDraft, showError, showFields, showTime } from "./answers.js";
import { hangUp, watchReturn } from "./dial.js";
import { fill, fillRows, list, slot, template } from "./fill.js";
import { isDirect, keyed, missing } from "./outcome.js";
import { saveCall } from "./save.js";
import { toastSaved } from "./toast.js";

const dialog = slot("outcome");
const form = dialog.querySelector("form");
const failure = form.querySelector("[data-failure]");
const wide = matchMedia("(min-width: 60rem)");
const PAUSE = 250;

let page;
let shown = null;
let chosen = null;
let saving = false;
let typing = 0;

export const engagedWith = () => (chosen || dialog.matches(":modal") ? shown?.id : null);
export const hasChosen = () => chosen !== null;

export function connect(shared) {
  page = shared;
  dialog.dataset.ready = "";
  stand();
  wide.addEventListener("change", stand);
  watchReturn(page, openOutcome);
  form.addEventListener("click", pressed);
  form.addEventListener("input", changed);
  form.addEventListener("submit", submitted);
}

/** Lets the customer go without an outcome; what was typed for him stays his draft. */
export function letGo() {
  hangUp(page);
  page.lead = page.picked = null;
  shown = null;
  chosen = null;
}

/** Wide: always there. A phone: only when asked for. */
function stand() {
  if (dialog.open) dialog.close();
  dialog.toggleAttribute("open", wide.matches);
}

export function openOutcome() {
  page.render();
  if (!wide.matches && shown && !dialog.open) dialog.showModal();
  form.querySelector("#outcome-title").focus();
}

export function render({ sheet, lead }) {
  if (!sheet) return;
  dialog.hidden = !lead;
  if (!lead && dialog.matches(":modal")) dialog.close();
  showKeys(keyed(sheet.dispositions));
  if (lead && lead.id !== shown?.id) turnTo(lead);
  else if (lead) shown = lead;
}

function showKeys(dispositions) {
  const groups = { connected: dispositions.filter((d) => d.connected), missed: dispositions.filter((d) => !d.connected) };
  for (const [name, items] of Object.entries(groups)) {
    fillRows(list(name, form), template("disposition-key"), items.map(({ code, label, key }) => ({ code, label, key })));
  }
}

/** Another customer: an empty form, or what was typed for him before. */
async function turnTo(lead) {
  clearTimeout(typing);
  shown = lead;
  putDraft({});
  choose(null);
  fill(dialog, { name: lead.name, id: lead.id, draft_text: "" });
  const draft = await page.client.draft(lead.id);
  if (!draft || shown?.id !== lead.id) return;
  putDraft(draft);
  if (draft.chosen) choose(draft.chosen);
  putDraft(draft);
}

function choose(code) {
  chosen = page.sheet.dispositions.find((disposition) => disposition.code === code) ?? null;
  form.toggleAttribute("data-chosen", chosen !== null);
  for (const key of form.querySelectorAll(".key")) key.setAttribute("aria-pressed", String(chosen?.code === key.value));
  say("");
  if (chosen) showFields(chosen, page);
}

function pressed(event) {
  const key = event.target.closest(".key");
  if (event.target.closest("[data-change]")) choose(null);
  if (!key) return;
  event.preventDefault();
  if (page.dial) page.dial.back ??= { wall: Date.now(), mono: performance.now() };
  choose(key.value);
  if (chosen && isDirect(chosen)) save();
  else keepDraft();
}

export function pressKey(number) {
  form.querySelectorAll(".key")[number - 1]?.click();
}

function changed({ target }) {
  if (target.name === "follow_up_choice") showTime();
  clearTimeout(typing);
  typing = setTimeout(keepDraft, PAUSE);
}

function keepDraft() {
  const saved = shown && page.client.saveDraft(shown.id, draftOf(chosen?.code ?? null));
  saved?.then(() => fill(dialog, { draft_text: t("已记下") })).catch(() => {});
}

export function submitted(event) {
  event?.preventDefault();
  if (!chosen) return;
  const lacking = missing(chosen, answers());
  if (lacking.length) showError(t("“%(label)s”要约好下次:请选一个时间。", chosen));
  else save();
}

/** One write, never two: the record is on this phone before the page moves on. */
async function save() {
  if (saving) return;
  saving = true;
  clearTimeout(typing);
  const [lead, disposition, draft] = [shown, chosen, draftOf(chosen.code)];
  try {
    const record = await saveCall(page, lead, disposition, answers());
    done(record, lead, disposition, draft);
  } catch {
    say(t("没有存上,内容还在这里。手机存储可能满了,请再按一次“保存”。"));
  } finally {
    saving = false;
  }
}

function done(record, lead, disposition, draft) {
  page.handled.set(lead.id, lead.rev);
  letGo();
  if (dialog.matches(":modal")) dialog.close();
  page.render();
  scrollTo(0, 0);
  slot("lead").querySelector("h2").focus({ preventScroll: true });
  toastSaved(page, { record, lead, disposition, draft });
}

function say(text) {
  fill(failure, { text });
  failure.hidden = !text;
}
