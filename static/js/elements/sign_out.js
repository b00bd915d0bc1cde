import { fill } from "../today/fill.js";
import { write } from "../today/store.js";
import { t } from "../words.js";

const PATIENCE = 3000;

/** Signing out asks what becomes of records that have not arrived (sync.md). */
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
    this.client = await opened(this.user);
    this.waiting = (await this.client?.waiting())?.length ?? 0;
    if (!this.waiting) return this.leave("keep");
    const n = this.waiting;
    fill(this.dialog, {
      title: t("还有 %(n)s 条记录没有上传", { n }),
      ask: t("输入 %(n)s 确认丢弃 %(n)s 条记录", { n }),
      unsealed: !globalThis.crypto?.subtle,
    });
    this.dialog.showModal();
  }

  typed(text) {
    this.dialog.querySelector('[value="discard"]').disabled = text.trim() !== String(this.waiting);
  }

  decide(button) {
    if (button?.value) this.leave(button.value);
  }

  async leave(choice) {
    try {
      await this.client?.leave(choice, this.waiting);
    } catch {
      return this.stay();
    }
    write("dial", null);
    await sendAnswers(this.user.id);
    this.form.submit();
  }

  stay() {
    const failure = this.dialog.querySelector('[data-field="failure"]');
    failure.textContent = t("现在传不上去。可以先留在这台手机上。");
    failure.hidden = false;
  }
}

/** What an exam left on this phone goes first; what cannot go stays for this user. */
async function sendAnswers(user) {
  try {
    const { openDesk } = await import("../exams/desk.js");
    const desk = openDesk(user, () => {});
    await Promise.race([desk.sender.trigger("leave"), new Promise((done) => setTimeout(done, PATIENCE))]);
    desk.close();
  } catch {
    // Nothing can be kept here, so nothing waits.
  }
}

async function opened(user) {
  try {
    const { openClient } = await import("../sync/client.js");
    return await openClient({ user });
  } catch {
    return null;
  }
}

customElements.define("sign-out", SignOut);
