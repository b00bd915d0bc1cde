"""What a device keeps, as a script of its page would see it."""

from playwright.sync_api import Page


def stored(page: Page, name: str) -> list:
    """Everything in a store of the device's databases."""
    return page.evaluate(
        """async (name) => {
            const found = [];
            for (const { name: base } of await indexedDB.databases()) {
                const db = await new Promise((done) => { const o = indexedDB.open(base); o.onsuccess = () => done(o.result); });
                if (db.objectStoreNames.contains(name)) {
                    found.push(...await new Promise((done) => { const all = db.transaction(name).objectStore(name).getAll(); all.onsuccess = () => done(all.result); }));
                }
                db.close();
            }
            return found;
        }""",
        name,
    )
