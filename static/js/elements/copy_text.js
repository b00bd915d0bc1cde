import { t } from "../words.js";

const SHOWN = 1600;

/** Copies text; over plain HTTP, where there is no clipboard, by way of a selected field. */
export async function copy(text) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const field = document.createElement("textarea");
  field.value = text;
  field.className = "unseen";
  document.body.append(field);
  field.select();
  document.execCommand("copy");
  field.remove();
}

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
