import { t } from "../words.js";
import { openDesk } from "./desk.js";
import { stateText } from "./texts.js";

/** On pages around an exam: sends what this device still keeps, and says what became of it. */
class UnsentAnswers extends HTMLElement {
  #late = 0;

  async connectedCallback() {
    this.desk = await openDesk(Number(this.dataset.user), (news) => this.#told(news));
    const waiting = await this.desk.answers.waiting().catch(() => []);
    if (!waiting.length) return;
    this.#say(t("%(n)s 个答案还在这台设备上,正在送。", { n: waiting.length }));
    this.desk.sender.trigger("start");
  }

  disconnectedCallback() {
    this.desk?.close();
  }

  async #told({ link, body }) {
    this.#late += body?.results.filter(({ late }) => late).length ?? 0;
    const waiting = (await this.desk.answers.waiting()).length;
    if (waiting) return this.#say(stateText({ link, waiting, over: true }));
    if (!body?.results.length) return;
    this.#say(this.#late ? t("%(n)s 个答案在时间到以后才送到,都留着,由培训师决定算不算。", { n: this.#late }) : t("答案都送到了。"));
  }

  #say(text) {
    this.querySelector(".notice__text").textContent = text;
    this.hidden = !text;
  }
}

customElements.define("unsent-answers", UnsentAnswers);
