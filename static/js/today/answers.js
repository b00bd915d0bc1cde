import { t } from "../words.js";
import { fillRows, list, template } from "./fill.js";
import { proposes } from "./outcome.js";
import { fromLocal, timeChoices } from "./time.js";

// The fields of the outcome form: what is shown for an outcome, and what was answered.
const form = document.querySelector("#outcome form");
const time = form.querySelector("[data-time]");
const CUSTOM = "custom";

export function showFields(disposition, { day, now, lead }) {
  for (const field of form.querySelectorAll("[data-ask]")) {
    field.hidden = !disposition.asks.includes(field.dataset.ask);
  }
  const far = proposes(disposition);
  const custom = { value: CUSTOM, label: t("选时间") };
  fillRows(list("times", form), template("time-choice"), [
    ...timeChoices(now(), day, { far }),
    custom,
  ]);
  const times = form.elements.follow_up_choice;
  if (far && !times.value) times.value = times[0].value;
  form.elements.grade.value ||= disposition.grade ?? lead.grade ?? "";
  showTime();
}

export function showTime() {
  time.hidden = form.elements.follow_up_choice?.value !== CUSTOM;
  showError("");
}

export function showError(text) {
  const error = form.querySelector("[data-error]");
  error.textContent = text;
  error.hidden = !text;
  form.elements.follow_up_at.setAttribute("aria-invalid", String(Boolean(text)));
  if (text) error.parentElement.querySelector("input").focus();
}

export function answers() {
  const { grade, follow_up_choice, follow_up_at, wechat, note } = form.elements;
  const choice = follow_up_choice?.value;
  return {
    grade: grade.value,
    follow_up_at: choice === CUSTOM ? fromLocal(follow_up_at.value) : choice,
    wechat: wechat.value,
    note: note.value.trim(),
  };
}

export function draftOf(chosen) {
  const { grade, follow_up_choice, follow_up_at, wechat, note } = form.elements;
  return {
    chosen,
    grade: grade.value,
    choice: follow_up_choice?.value ?? "",
    time: follow_up_at.value,
    wechat: wechat.value,
    note: note.value,
  };
}

export function putDraft(draft) {
  const { grade, follow_up_choice, follow_up_at, wechat, note } = form.elements;
  grade.value = draft.grade ?? "";
  if (follow_up_choice) follow_up_choice.value = draft.choice ?? "";
  follow_up_at.value = draft.time ?? "";
  wechat.value = draft.wechat ?? "";
  note.value = draft.note ?? "";
  showTime();
}
