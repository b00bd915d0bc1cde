import { t } from "../words.js";
import { openDesk } from "./desk.js";
import { isSame, isTouched, lock, put, saidIn } from "./fields.js";
import { forgetPages, keepPage } from "./kept_page.js";
import { PaperClock, servedAt } from "./paper_clock.js";
import { Steps } from "./steps.js";
import { markText, savedText, stateText } from "./texts.js";

const PAUSE = 800;
const AGAIN = 1000;

/** A paper that is being taken: each answer is on this device first, then on the server. */
class TakePaper extends HTMLElement {
  #busy = new Map();
  #changes = 0;
  #link = "ok";
  #over = false;
  #closed = false;
  #ending = false;

  async connectedCallback() {
    const { user, attempt, key } = this.dataset;
    delete this.dataset.key;
    this.attempt = Number(attempt);
    this.sections = [...this.querySelectorAll("[data-place]")];
    const touched = this.sections.filter(isTouched);
    try {
      this.desk = await openDesk(Number(user), (news) => this.#told(news), { key });
      if (await this.desk.vault.unlock()) return this.#cannotKeep();
      await this.#bringBack(touched);
    } catch {
      return this.#cannotKeep();
    }
    await this.#startClock();
    this.#listen();
    for (const section of touched) this.#change(section);
    this.dataset.ready = "";
    this.#startSteps();
    this.desk.sender.look(this.attempt);
    if ("offline" in this.dataset) this.#keepPage(user);
  }

  #keepPage(user) {
    const scripts = this.dataset.offline.split(" ");
    keepPage(this.desk.world, user, location.pathname, scripts).catch(() => {});
  }

  disconnectedCallback() {
    this.clock?.close();
    this.desk?.close();
  }

  /** What was said here and is newer than this page, also after the tab was killed. */
  async #bringBack(touched) {
    const upto = Number(this.dataset.upto);
    for (const { place, said, id } of await this.desk.answers.of(this.attempt)) {
      const section = this.#section(place);
      if (said && (!id || id > upto) && !touched.includes(section)) put(section, said);
    }
    await this.#mark();
  }

  async #startClock() {
    const { ends, now, kept } = this.dataset;
    const { answers, world } = this.desk;
    const offset = kept === undefined ? Date.parse(now) - servedAt() : ((await answers.offset()) ?? 0);
    answers.noteOffset(offset).catch(() => {});
    const element = this.querySelector("[data-clock]");
    this.clock = new PaperClock(element, { ends, offset, now: world.now, ended: () => this.#end() });
  }

  #listen() {
    this.addEventListener("input", ({ target }) => this.#change(target.closest("[data-place]")));
    this.addEventListener("click", (event) => this.#go(event));
    this.addEventListener("submit", (event) => this.#handIn(event));
    document.addEventListener("visibilitychange", () => document.hidden || this.desk.sender.look(this.attempt));
    addEventListener("pagehide", () => this.desk.sender.trigger("pagehide"));
  }

  #startSteps() {
    const places = [...this.querySelectorAll("[data-to]")];
    this.steps = new Steps(this.sections, places, this.querySelectorAll("[data-step]"));
    this.steps.start(location.hash, places.findIndex(({ dataset }) => !dataset.answered));
  }

  async #change(section) {
    if (this.#over || !section) return;
    const place = Number(section.dataset.place);
    this.#count(place, 1);
    this.#show(section, "");
    try {
      await this.desk.answers.keep({ attempt: this.attempt, place, said: saidIn(section) });
      this.#count(place, -1);
      this.#show(section, "kept");
    } catch {
      this.#show(section, "failed");
    }
    const typed = section.contains(document.activeElement) && document.activeElement.matches("[maxlength]");
    clearTimeout(this.pause);
    this.pause = setTimeout(() => this.desk.sender.trigger("answer"), typed ? Math.min(PAUSE, this.clock.left / 2) : 0);
  }

  /** While something is on its way to the disk, its place says nothing; where it failed, that stays. */
  #count(place, by) {
    this.#changes += 1;
    this.#busy.set(place, (this.#busy.get(place) ?? 0) + by);
  }

  #go(event) {
    const { to, step } = event.target.closest("[data-to], [data-step]")?.dataset ?? {};
    if (!to && !step) return;
    event.preventDefault();
    const nth = to ? this.sections.findIndex(({ dataset }) => dataset.place === to) : this.steps.at + Number(step);
    this.steps.show(nth, { focus: true });
  }

  /** Only what has arrived counts, so all is sent before it is asked whether to hand in. */
  async #handIn(event) {
    event.preventDefault();
    if (!event.submitter?.matches("[data-onward]")) return;
    await this.desk.sender.look(this.attempt);
    const waiting = await this.#mark();
    if (this.#link !== "ok" || waiting) return this.#say(t("现在没有连上服务器,交不了卷。接着答,连上以后再交;不交也会到时间自动收卷。"));
    location.assign(`/attempts/${this.attempt}/hand-in`);
  }

  async #told({ link, attempt, body }) {
    this.#link = link;
    if (body) this.#noteTime(body.server_time);
    if (attempt === this.attempt) await this.#takeOver(body);
    const waiting = await this.#mark();
    this.#say(stateText({ link, waiting, over: this.#over }));
    if (this.#closed) this.#end();
  }

  #noteTime(serverTime) {
    this.clock?.note(serverTime);
    this.desk.answers.noteOffset(this.clock?.offset).catch(() => {});
  }

  /** What another device said since, where nothing of this one waits. */
  async #takeOver({ said, over }) {
    this.#closed = over;
    const before = this.#changes;
    const rows = await this.desk.answers.of(this.attempt);
    if (before !== this.#changes) return;
    const waiting = placesOf(rows, ({ id }) => !id);
    for (const section of this.sections) {
      const { place } = section.dataset;
      if (waiting.has(Number(place)) || this.#busy.get(Number(place))) continue;
      if (!isSame(saidIn(section), said[place] ?? [])) put(section, said[place] ?? []);
    }
  }

  /** Shows of each question where its answer is; how many wait. */
  async #mark() {
    const before = this.#changes;
    const rows = await this.desk.answers.of(this.attempt);
    if (before !== this.#changes) return this.#mark();
    const refused = placesOf(rows, (row) => row.refused);
    const waiting = placesOf(rows, (row) => !row.id && !row.refused);
    for (const section of this.sections) {
      const place = Number(section.dataset.place);
      if (!this.#busy.get(place)) this.#show(section, waiting.has(place) ? "kept" : refused.has(place) ? "failed" : "sent");
    }
    return waiting.size;
  }

  #show(section, state) {
    const { place } = section.dataset;
    const shown = saidIn(section).length || state === "failed" ? state : "";
    section.querySelector("[data-saved]").textContent = savedText(shown);
    const dot = this.querySelector(`[data-to="${place}"]`);
    dot.dataset.answered = shown;
    dot.querySelector("[data-mark]").textContent = markText(shown);
  }

  /** Locked, but not left before what waits has arrived: late it is evidence. */
  async #end() {
    for (const section of this.sections) lock(section);
    this.#over = true;
    if (this.#ending) return;
    this.#ending = true;
    this.#say(t("时间到,正在收卷。"));
    await this.desk.sender.look(this.attempt);
    this.#ending = false;
    if (this.#link !== "ok") return;
    if (!this.#closed || (await this.#mark())) return void setTimeout(() => this.#end(), AGAIN);
    this.#leave();
  }

  async #leave() {
    const { world } = this.desk;
    await forgetPages(world).catch(() => {});
    await world.fetch(`/attempts/${this.attempt}/hand-in`, { method: "POST" }).catch(() => {});
    location.replace(`/attempts/${this.attempt}`);
  }

  #section(place) {
    return this.sections.find(({ dataset }) => Number(dataset.place) === place);
  }

  #say(text) {
    const state = this.querySelector("[data-state]");
    state.querySelector("[data-text]").textContent = text;
    state.querySelector("a").hidden = !["sign_in", "other_user"].includes(this.#link);
    state.hidden = !text;
  }

  #cannotKeep() {
    this.dataset.plain = "";
    this.#say(t("这个浏览器存不下答案:请每答几题就按“保存答案”,断网时不要关掉页面。"));
  }
}

const placesOf = (rows, wanted) => new Set(rows.filter(wanted).map(({ place }) => place));

customElements.define("take-paper", TakePaper);
