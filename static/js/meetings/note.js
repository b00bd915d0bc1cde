import { t } from "../words.js";
import { Drafts } from "./drafts.js";

const PAUSE = 1200;
const AGAIN = 5000;

/** A note that saves itself: on this device with each letter, on the server after a pause. */
class MeetingNote extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.area = this.form.elements.text;
    this.base = this.form.elements.base.value;
    this.drafts = new Drafts(this.dataset.user);
    this.area.addEventListener("input", () => this.type());
    this.form.addEventListener("submit", (event) => this.submit(event));
    this.addEventListener("click", ({ target }) => target.closest("[data-join]") && this.join(target));
    addEventListener("online", () => this.send());
    addEventListener("pagehide", () => this.send());
    this.bringBack().catch(() => this.tell(t("这个浏览器不能存草稿,请联网写。")));
  }

  /** What was typed here and never arrived, also after the page was closed. */
  async bringBack() {
    const row = await this.drafts.read(this.dataset.key);
    if (!row) return;
    this.area.value = row.text ?? row.sending.text;
    this.send();
  }

  async type(other = "") {
    const { base, area } = this;
    await this.drafts.type(this.dataset.key, { base, text: area.value, other });
    this.tell(t("已存本机"));
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), other ? 0 : PAUSE);
  }

  submit(event) {
    event.preventDefault();
    const { submitter } = event;
    this.type(submitter?.name === "other" ? submitter.value : "");
  }

  /** The other text goes below one's own, and both are one from then on. */
  join(button) {
    const other = button.closest("[data-other]");
    const text = other.querySelector("[data-text]").textContent;
    this.area.value = [this.area.value, text].filter(Boolean).join("\n");
    this.type(other.dataset.other);
  }

  async send() {
    if (this.busy) return;
    this.busy = true;
    try {
      while (await this.sendOne());
    } catch {
      this.tell(t("没有送到服务器,已存本机,会自动再试。"), true);
      this.timer = setTimeout(() => this.send(), AGAIN);
    }
    this.busy = false;
  }

  /** Whether there was something to send, and more may be. */
  async sendOne() {
    const save = await this.drafts.next(this.dataset.key);
    if (!save) return false;
    const answer = await this.post(save);
    if (answer.state === "refused") return this.tell(answer.message, true);
    const more = await this.drafts.arrived(this.dataset.key, answer.id);
    if (answer.state === "added") {
      this.end();
      return more;
    }
    this.base = answer.id;
    this.show(answer.others);
    this.tell(t("已保存"));
    return more;
  }

  async post(save) {
    const body = new URLSearchParams({ ...save, base: save.base ?? "", point: this.dataset.point });
    const response = await fetch(this.dataset.url, { method: "POST", body, headers: { Accept: "application/json" }, keepalive: true });
    const answer = await response.json();
    if (answer.proto !== 1 || !answer.state) throw new Error("not ours");
    return answer;
  }

  /** What others wrote at the same time stands below one's own until somebody puts them together. */
  show(others) {
    const template = this.querySelector("template").content.firstElementChild;
    const shown = others.map(({ id, by, at, text }) => {
      const part = template.cloneNode(true);
      part.dataset.other = part.querySelector("[name=other]").value = id;
      for (const [name, value] of Object.entries({ by, at, text })) part.querySelector(`[data-${name}]`).textContent = value;
      return part;
    });
    this.querySelector("[data-others]").replaceChildren(...shown);
  }

  end() {
    this.area.disabled = true;
    this.tell(t("会议已结束,这段写进了补记。"), true);
  }

  tell(text, strong = false) {
    const state = this.querySelector("[data-state]");
    state.textContent = text;
    state.toggleAttribute("data-strong", strong);
  }
}

customElements.define("meeting-note", MeetingNote);
