import { t } from "../words.js";

const SECOND = 1000;

/** A quiet clock: how long it has gone on, of how many minutes. It never rings. */
class MeetingClock extends HTMLElement {
  connectedCallback() {
    this.begun = performance.now() - this.dataset.elapsed * SECOND;
    this.timer = setInterval(() => this.show(), SECOND);
    this.show();
  }

  disconnectedCallback() {
    clearInterval(this.timer);
  }

  show() {
    const spent = Math.floor((performance.now() - this.begun) / SECOND);
    const clock = `${Math.floor(spent / 60)}:${String(spent % 60).padStart(2, "0")}`;
    this.textContent = t("%(clock)s / %(n)s 分钟", { clock, n: this.dataset.minutes });
    this.toggleAttribute("data-over", spent > this.dataset.minutes * 60);
  }
}

customElements.define("meeting-clock", MeetingClock);
