import { draft } from "./drafts.js";
import { isUnsealed, sealed, withSecret } from "./record.js";
import { SHEET } from "./sheet.js";

/** What a version left that did not seal is sealed as soon as the key is here; nothing is dropped. */
export async function sealOldRows(store, vault) {
  if (!(await store.read("meta", ({ meta }) => meta.get("unsealed")))) return;
  for (const name of ["outbox", "receipts"]) await sealRecords(store, vault, name);
  await sealRest(store, vault);
  await store.write("meta", ({ meta }) => meta.delete("unsealed"));
}

async function sealRecords(store, vault, name) {
  const old = (await store.read(name, (stores) => stores[name].getAll())).filter(isUnsealed);
  const rows = await Promise.all(old.map((row) => sealed(vault, row)));
  await store.write(name, async (stores) => {
    for (const row of rows) {
      const now = await stores[name].get(row.id);
      if (now && isUnsealed(now)) await stores[name].put(withSecret(now, row));
    }
  });
}

async function sealRest(store, vault) {
  const [typed, shown] = await store.read("drafts sheet", ({ drafts, sheet }) => Promise.all([drafts.getAll(), sheet.get("now")]));
  const rows = await Promise.all(typed.map((row) => (row.sealed ? row : draft(vault, row))));
  const row = shown?.body && (await vault.hide(shown, ...SHEET));
  await store.write("drafts sheet", async ({ drafts, sheet }) => {
    for (const one of rows) if ((await drafts.get(one.lead))?.data) await drafts.put(one);
    if (row && (await sheet.get("now"))?.body) await sheet.put(row, "now");
  });
}
