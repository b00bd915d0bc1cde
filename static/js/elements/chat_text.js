import { t } from "../words.js";

/** A text for a chat group: read, copied with one tap, or handed to another app where a phone can. */
class ChatText extends HTMLElement {
  connectedCallback() {
    this.field = this.querySelector("textarea");
    this.querySelector("[data-copy]").addEventListener("click", () => this.copy());
    const share = this.querySelector("[data-share]");
    share.hidden = !navigator.share;
    share.addEventListener("click", () => this.share());
  }

  async copy() {
    this.tell((await this.copied()) ? t("已复制,去群里粘贴") : t("文字已选中,请按住复制"));
  }

  /** Over plain HTTP there is no clipboard, and an app's own browser may refuse it: then the text is
   * selected, and copied by the old way or by hand. */
  async copied() {
    try {
      await navigator.clipboard.writeText(this.field.value);
      return true;
    } catch {
      this.field.focus();
      this.field.select();
      return document.execCommand("copy");
    }
  }

  async share() {
    try {
      await navigator.share({ text: this.field.value });
    } catch (error) {
      if (error.name !== "AbortError") this.copy();
    }
  }

  tell(text) {
    this.querySelector("[data-state]").textContent = text;
  }
}

customElements.define("chat-text", ChatText);
