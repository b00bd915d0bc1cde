import { fill } from "../today/fill.js";
import { write } from "../today/store.js";
import { t } from "../words.js";

/** Signing out asks what becomes of what has not arrived (sync.md). */
class SignOut extends HTMLElement {
  connectedCallback() {
    const { user, login, name } = this.dataset;
    this.user = { id: Number(user), login, name };
    this.form = this.querySelector("form");
    this.dialog = this.querySelector("dialog");
    this.form.addEventListener("submit", (event) => this.ask(event));
    this.dialog.addEventListener("click", (event) => this.decide(event.target.closest("[value]")));
    this.dialog.addEventListener("input", (event) => this.typed(event.target.value));
  }

  async ask(event) {
    event.preventDefault();
    this.left = await left(this.user);
    const { records, what } = await this.left.waiting();
    this.records = records;
    if (!what) return this.leave("keep");
    fill(this.dialog, {
      title: t("还没有上传:%(what)s", { what }),
      ask: t("输入 %(n)s 确认丢弃 %(n)s 条记录", { n: records }),
      records,
      unsealed: !globalThis.crypto?.subtle,
    });
    this.dialog.showModal();
  }

  typed(text) {
    this.dialog.querySelector('[value="discard"]').disabled = text.trim() !== String(this.records);
  }

  decide(button) {
    if (button?.value) this.leave(button.value);
  }

  async leave(choice) {
    try {
      await this.left.leave(choice, this.records);
    } catch {
      return this.stay();
    }
    write("dial", null);
    this.form.submit();
  }

  stay() {
    const failure = this.dialog.querySelector('[data-field="failure"]');
    failure.textContent = t("现在传不上去。可以先留在这台手机上。");
    failure.hidden = false;
  }
}

/** What this phone keeps of somebody; where nothing can be kept, nothing waits. */
async function left(user) {
  try {
    const { openLeft } = await import("../kept/left.js");
    return await openLeft(user);
  } catch {
    return { waiting: async () => ({ records: 0, what: "" }), leave: async () => {} };
  }
}

customElements.define("sign-out", SignOut);
