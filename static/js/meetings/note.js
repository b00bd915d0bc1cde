import { KeptText } from "../kept/text.js";
import { t } from "../words.js";

/** A note of a meeting, which others may write at the same time. */
class MeetingNote extends KeptText {
  connectedCallback() {
    this.addEventListener("click", ({ target }) => target.closest("[data-join]") && this.join(target));
    return super.connectedCallback();
  }

  /** The other text goes below one's own, and both are one from then on. */
  join(button) {
    const other = button.closest("[data-other]");
    const text = other.querySelector("[data-text]").textContent;
    this.area.value = [this.area.value, text].filter(Boolean).join("\n");
    this.type(other.dataset.other);
  }

  show({ state, others }) {
    if (state === "added") return this.end();
    this.showOthers(others);
  }

  /** What others wrote at the same time stands below one's own until somebody puts them together. */
  showOthers(others) {
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
}

customElements.define("meeting-note", MeetingNote);
