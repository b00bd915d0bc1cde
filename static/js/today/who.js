import { read, write } from "./store.js";

/** Whose sheet this page shows: the server says so; the offline shell remembers. */
export function whoIs(root) {
  const { user, login, name } = root.dataset;
  if (!user) return read("user");
  const person = { id: Number(user), login, name };
  write("user", person);
  return person;
}

/** Says on this phone how many records wait for somebody, no more than name and number. */
export function noteWaiting({ id, name }, waiting) {
  const all = read("waiting", {});
  if (waiting) all[id] = { name, waiting };
  else delete all[id];
  write("waiting", all);
}

export function waitingOfOthers(id) {
  const all = Object.entries(read("waiting", {}));
  return all.filter(([other]) => other !== String(id)).map(([, entry]) => entry);
}
