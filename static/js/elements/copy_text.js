import { t } from "../words.js";
import { copy } from "./clipboard.js";

const SHOWN = 1600;

/** A button that copies its `value` and says so where it stands. */
class CopyText extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", this.copy);
    this.setAttribute("aria-live", "polite");
  }

  async copy() {
    const label = this.querySelector("span");
    this.label ??= label.textContent;
    await copy(this.getAttribute("value"));
    label.textContent = t("已复制");
    clearTimeout(this.timer);
    this.timer = setTimeout(() => (label.textContent = this.label), SHOWN);
  }
}

customElements.define("copy-text", CopyText);
