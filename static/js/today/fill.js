// One markup for server and script: data-field is text, data-attr="name:field …" attributes,
// data-if shows or hides. Fields of a nested data-slot belong to that slot alone.

const MARKS = "[data-field], [data-attr], [data-if]";

export function fill(root, data) {
  for (const element of [root, ...root.querySelectorAll(MARKS)]) {
    if (element === root || belongs(element, root)) fillOne(element, data);
  }
  return root;
}

function belongs(element, root) {
  const owner = element.parentElement.closest("[data-slot], [data-list]");
  return !owner || owner === root || !root.contains(owner);
}

function fillOne(element, data) {
  const { field, attr, if: condition } = element.dataset;
  if (field in data) put(element, data[field] ?? "");
  for (const pair of attr?.split(" ") ?? []) setAttribute(element, pair.split(":"), data);
  if (condition in data) element.hidden = !data[condition];
}

function put(element, text) {
  if (element.textContent !== String(text)) element.textContent = text;
}

function setAttribute(element, [name, field], data) {
  if (!(field in data)) return;
  if (data[field] == null || data[field] === false) element.removeAttribute(name);
  else element.setAttribute(name, data[field]);
}

/** Fills a list from the <template> of its row; rows that are the same stay in place. */
export function fillRows(list, template, items) {
  const text = JSON.stringify(items);
  if (list.shown === text) return;
  list.shown = text;
  list.replaceChildren(...items.map((item) => row(template, item)));
}

function row(template, item) {
  const element = template.content.firstElementChild.cloneNode(true);
  return fill(element, item);
}

/** What stands in a form's fields, without those left empty. */
export const typedIn = (form) =>
  Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, value.trim()]).filter(([, value]) => value));

export const slot = (name) => document.querySelector(`[data-slot="${name}"]`);
export const list = (name, root = document) => root.querySelector(`[data-list="${name}"]`);
export const template = (id) => document.getElementById(id);
