import { leftText } from "./texts.js";

const SECOND = 1000;
const SOON = 5 * 60 * SECOND;

/** What is left by the server's clock; calls `ended` once, at the end. */
export class PaperClock {
  /** `offset`: the server's clock less this device's, in ms. */
  constructor(element, { ends, offset, now, ended }) {
    Object.assign(this, { element, ends: Date.parse(ends), offset, now, ended });
    this.timer = setInterval(() => this.show(), SECOND / 4);
    this.show();
  }

  get left() {
    return this.ends - this.now() - this.offset;
  }

  note(serverTime, asked = this.now()) {
    this.offset = Date.parse(serverTime) - asked;
  }

  show() {
    const { left, element } = this;
    const text = leftText(left);
    if (element.textContent !== text) element.textContent = text;
    element.toggleAttribute("data-soon", left < SOON);
    if (left <= 0) this.#end();
  }

  close() {
    clearInterval(this.timer);
  }

  #end() {
    this.close();
    this.ended();
  }
}

/** When the server wrote the page, as this device's clock had it: the first byte of its answer. */
export function servedAt({ timeOrigin, getEntriesByType } = performance) {
  const [entry] = getEntriesByType.call(performance, "navigation");
  return timeOrigin + (entry?.responseStart ?? 0);
}
