const name = (lead) => `draft ${lead}`;

/** A draft {lead, data} as it is kept. */
export const draft = (vault, row) => vault.hide(row, ["data"], name(row.lead));

/** What is being typed for a lead, until it is a record. */
export class Drafts {
  #last = Promise.resolve();

  constructor({ store, vault }) {
    Object.assign(this, { store, vault });
  }

  async get(lead) {
    const row = await this.store.read("drafts", ({ drafts }) => drafts.get(lead));
    return (await this.vault.show(row, name(lead)))?.data ?? null;
  }

  /** One after another: sealing takes its time, and the last word is to stand. */
  save(lead, data) {
    const saved = this.#last.then(() => this.#put(lead, data));
    this.#last = saved.catch(() => {});
    return saved;
  }

  /** Resolves when nothing is on its way to the store any more. */
  settled() {
    return this.#last;
  }

  async #put(lead, data) {
    const row = data && (await draft(this.vault, { lead, data }));
    return this.store.write("drafts", ({ drafts }) => (row ? drafts.put(row) : drafts.delete(lead)));
  }
}
