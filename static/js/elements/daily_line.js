import { t } from "../words.js";

const PAUSE = 1200;
const AGAIN = 5000;

/** The line of one's own, saved while it is typed. */
class DailyLine extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.field = this.form.elements.text;
    this.saved = this.field.value;
    this.field.addEventListener("input", () => this.later(PAUSE));
    this.form.addEventListener("submit", (event) => this.submit(event));
    addEventListener("online", () => this.save());
    addEventListener("pagehide", () => this.save());
  }

  submit(event) {
    event.preventDefault();
    this.save();
  }

  later(pause) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), pause);
  }

  async save() {
    clearTimeout(this.timer);
    const text = this.field.value;
    if (this.busy || text === this.saved) return;
    this.busy = true;
    try {
      this.took(text, await this.post(text));
    } catch {
      this.tell(t("没有送到服务器,请先别关页面,会自动再试。"), true);
      this.later(AGAIN);
    }
    this.busy = false;
    if (this.saved === text && this.field.value !== text) this.later(PAUSE);
  }

  /** A refusal names the save that stands now: the next one goes on from there. */
  took(text, answer) {
    if (answer.rev !== null) this.form.elements.rev.value = answer.rev;
    if (answer.state === "refused") return this.tell(answer.message, true);
    this.saved = text;
    this.tell(t("已保存"));
    for (const [language, said] of Object.entries(answer.texts)) this.rewrite(language, said);
  }

  /** What can be copied below says the new line, too. */
  rewrite(language, said) {
    const field = document.querySelector(`chat-text [data-language="${language}"]`);
    if (field) field.value = said;
  }

  async post(text) {
    const body = new URLSearchParams(new FormData(this.form));
    body.set("text", text);
    const response = await fetch(this.form.action, { method: "POST", body, headers: { Accept: "application/json" }, keepalive: true });
    const answer = await response.json();
    if (answer.proto !== 1 || !answer.state) throw new Error("not ours");
    return answer;
  }

  tell(text, strong = false) {
    const state = this.querySelector("[data-state]");
    state.textContent = text;
    state.toggleAttribute("data-strong", strong);
  }
}

customElements.define("daily-line", DailyLine);
