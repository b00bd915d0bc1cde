import { openDesk } from "../exams/desk.js";
import { Here } from "../sync/here.js";
import { oneAtATime } from "../sync/pace.js";
import { listen } from "../sync/place.js";
import { fillRows } from "../today/fill.js";
import { write } from "../today/store.js";
import { t } from "../words.js";
import { openKept } from "./desk.js";
import { sendText } from "./send.js";
import { whatWaits } from "./words.js";

const EXAM = "take-paper, unsent-answers";

/** On any page: sends what somebody typed elsewhere, says what waits, and shows what was refused. */
class KeptTexts extends HTMLElement {
  #send = oneAtATime(() => this.#sendAll());

  async connectedCallback() {
    this.user = Number(this.dataset.user);
    this.addEventListener("click", ({ target }) => this.#forget(target.closest("[data-forget]")));
    this.desk = await openKept(this.user, { told: () => this.#show() });
    const { world } = this.desk;
    const send = () => this.#send();
    this.stop = listen(world, { tryAgain: send, wentOffline: () => {}, tick: send });
    if (!document.querySelector(EXAM)) this.exams = await openDesk(this.user, () => this.#show());
    this.exams?.sender.trigger("start");
    send();
  }

  disconnectedCallback() {
    this.stop?.();
    this.desk?.texts.close();
    this.exams?.close();
  }

  async #sendAll() {
    await this.desk.vault.unlock();
    for (const { key } of await this.desk.texts.all()) {
      const said = await sendText(this.desk, key);
      if (said?.link) break;
    }
    await this.#show();
  }

  async #show() {
    const rows = (await this.desk.texts.all()).filter(({ key }) => !isHere(key));
    const refused = rows.filter((row) => row.refused);
    const answers = (await this.exams?.answers.waiting())?.length ?? 0;
    const what = whatWaits({ answers, texts: rows.length - refused.length });
    this.querySelector("[data-field=waiting]").textContent = what && t("%(what)s还在这台设备上,连上服务器就会自动送。", { what });
    this.querySelector("[data-waiting]").hidden = !what;
    fillRows(this.querySelector("[data-list]"), this.querySelector("template"), refused.map(cardOf));
    this.hidden = !what && !refused.length;
    await this.#note(answers + (await this.desk.texts.count()));
  }

  /** The next page need not look where nothing is kept; the sign-in page says whose something is. */
  async #note(kept) {
    const here = new Here(this.desk.world);
    await here.noteKept(this.user, kept);
    here.close();
    if (kept || document.querySelector(EXAM)) return;
    write(`kept.${this.user}`, null);
    if (await this.desk.texts.count()) write(`kept.${this.user}`, true);
  }

  async #forget(button) {
    if (!button) return;
    await this.desk.texts.forget(button.value);
    await this.#show();
  }
}

/** A text with a field of its own on this page speaks for itself there. */
const isHere = (key) => Boolean(document.querySelector(`[data-kept="${CSS.escape(key)}"]`));
const cardOf = ({ key, label, page, text, refused: { message } }) => ({ key, label, page, text, message });

customElements.define("kept-texts", KeptTexts);
