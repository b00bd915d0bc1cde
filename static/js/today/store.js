// Small things of this phone that hold nothing of a customer but his number in our books.
export function read(key, fallback = null) {
  try {
    return JSON.parse(localStorage.getItem(`lianxian.${key}`)) ?? fallback;
  } catch {
    return fallback;
  }
}

export function write(key, value) {
  try {
    if (value == null) localStorage.removeItem(`lianxian.${key}`);
    else localStorage.setItem(`lianxian.${key}`, JSON.stringify(value));
  } catch {
    // A full or forbidden store only costs convenience; calls go through the outbox.
  }
}

/** Whose sheet this page shows, and how he likes it: the server says; the shell remembers. */
export function whoIs(root) {
  const { user, login, name } = root.dataset;
  const look = document.documentElement.dataset;
  if (!user) {
    look.theme = read("theme", "auto");
    return read("user");
  }
  write("theme", look.theme);
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
