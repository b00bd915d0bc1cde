// Everything that a phone keeps, as text: what somebody reads who has its disk.

const latin = (bytes) => Buffer.from(bytes).toString("latin1");

function text(value) {
  if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) return latin(value.buffer ?? value);
  if (Array.isArray(value)) return value.map(text).join(" ");
  if (value && typeof value === "object") return Object.entries(value).map(text).join(" ");
  return String(value);
}

const done = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

/** The rows of all stores of all databases: {database: {store: [row]}}. */
export async function rows(indexedDB) {
  const found = {};
  for (const { name } of await indexedDB.databases()) {
    const db = await done(indexedDB.open(name));
    found[name] = {};
    for (const store of db.objectStoreNames) found[name][store] = await done(db.transaction(store).objectStore(store).getAll());
    db.close();
  }
  return found;
}

export async function dump({ indexedDB, caches }) {
  const names = (await caches?.keys()) ?? [];
  const kept = await Promise.all(names.map(async (name) => (await caches.match("/sheet/key", { cacheName: name }))?.text()));
  return [text(await rows(indexedDB)), ...kept].join(" ");
}
