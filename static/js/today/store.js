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
