import { PEOPLE_MUST_ACT } from "../sync/answer.js";
import { oneAtATime } from "../sync/pace.js";
import { listen } from "../sync/place.js";
import { t } from "../words.js";
import { openKept } from "./desk.js";
import { placeIn } from "./places.js";
import { sendText } from "./send.js";

const PAUSE = 1200;
const AGAIN = 5000;

/** A text that saves itself: on this device with each letter, on the server after a pause. `show` is told
    what the server said of it. */
export class KeptText extends HTMLElement {
  #send = oneAtATime(() => this.#sendAll());

  connectedCallback() {
    this.form = this.querySelector("form");
    this.area = this.form.elements.text;
    this.base = this.form.elements.base.value;
    this.area.addEventListener("input", () => this.type());
    this.form.addEventListener("submit", (event) => this.submit(event));
    return this.#open();
  }

  disconnectedCallback() {
    this.stop?.();
    this.desk?.texts.close();
  }

  /** Keeps what is typed now. */
  async type(other = "") {
    if (!this.desk) return;
    this.touched = true;
    const { base, area } = this;
    try {
      await this.desk.texts.type(placeIn(this.form, this.dataset), { base, text: area.value, other });
    } catch {
      return this.#plain();
    }
    this.tell(t("已存本机"));
    this.#later(other ? 0 : PAUSE);
  }

  submit(event) {
    if (!this.desk) return;
    event.preventDefault();
    const { submitter } = event;
    this.type(submitter?.name === "other" ? submitter.value : "");
  }

  send() {
    return this.#send();
  }

  show() {}

  tell(text, strong = false) {
    const state = this.querySelector("[data-state]");
    state.textContent = text;
    state.toggleAttribute("data-strong", strong);
  }

  /** Nobody types before what waits here is back. */
  async #open() {
    const { user, kept, key } = this.dataset;
    delete this.dataset.key;
    this.area.readOnly = true;
    try {
      this.desk = await openKept(Number(user), { key, told: (news) => news.key === kept && this.#hear(news) });
      if (await this.desk.vault.unlock()) throw new Error("no key");
      await this.#bringBack();
      this.stop = listen(this.desk.world, { tryAgain: () => this.send(), wentOffline: () => {}, tick: () => this.send() });
      await this.send();
    } catch {
      this.#plain();
    }
    this.area.readOnly = false;
  }

  /** What was typed here and never arrived, also after the page was closed. */
  async #bringBack() {
    const row = await this.desk.texts.get(this.dataset.kept);
    if (!row?.url) return;
    this.area.value = row.text ?? row.sending.text;
    if (row.refused) this.#refused(row.refused);
  }

  async #sendAll() {
    clearTimeout(this.timer);
    if (!this.desk) return;
    const said = await sendText(this.desk, this.dataset.kept).catch(() => ({ link: "server" }));
    if (said?.link) this.#failed(said);
    else if (said) this.#took(said);
  }

  /** Another page sent it. Where something else stands here, the server is to tell that it changed. */
  #hear({ text, said }) {
    if (!this.touched && said.state !== "refused") this.area.value = text;
    if (this.area.value === text) this.#took(said);
  }

  #took(said) {
    if (said.base != null) this.base = said.base;
    if (said.state === "refused") return this.#refused(said);
    this.#offer(false);
    this.tell(t("已保存"));
    this.show(said);
  }

  #failed({ link, retryAfterMs }) {
    const why = link === "sign_in" ? t("登录过期了,已存本机,重新登录后会自动送。") : t("没有送到服务器,已存本机,会自动再试。");
    this.tell(why, true);
    if (!PEOPLE_MUST_ACT.includes(link)) this.#later(retryAfterMs ?? AGAIN);
  }

  #refused({ message }) {
    this.tell(message, true);
    this.#offer(true);
  }

  /** Nothing can be kept here: the form goes as it is, when its button is pressed. */
  #plain() {
    this.disconnectedCallback();
    this.desk = null;
    this.tell(t("这个浏览器不能存草稿,请联网写。"), true);
    this.#offer(true);
  }

  #offer(shown) {
    const button = this.querySelector("[data-save]");
    if (button) button.hidden = !shown;
  }

  #later(pause) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), pause);
  }
}
