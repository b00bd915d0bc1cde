// What is said to a question, from its fields and back into them.

const inputsOf = (section) => [...section.querySelectorAll("[name^=said-]")];
const isTick = ({ type }) => type === "radio" || type === "checkbox";

/** Letters that are ticked, or a text for each blank; nothing where all are empty. */
export function saidIn(section) {
  const inputs = inputsOf(section);
  if (inputs.some(isTick)) return inputs.filter(({ checked }) => checked).map(({ value }) => value);
  const texts = inputs.map(({ value }) => value);
  return texts.some((text) => text.trim()) ? texts : [];
}

export function put(section, said) {
  for (const [nth, input] of inputsOf(section).entries()) {
    if (isTick(input)) input.checked = said.includes(input.value);
    else input.value = said[nth] ?? "";
  }
}

/** Whether somebody answered before the script was there. */
export function isTouched(section) {
  return inputsOf(section).some((input) =>
    isTick(input) ? input.checked !== input.defaultChecked : input.value !== input.defaultValue,
  );
}

export function lock(section) {
  for (const input of inputsOf(section)) input.disabled = true;
}

export const isSame = (some, others) => JSON.stringify(some) === JSON.stringify(others);
