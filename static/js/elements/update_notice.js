import { Updates } from "../sync/update.js";

/** A new version waits; one tap takes it and reloads once. Nothing is taken over unasked. */
class UpdateNotice extends HTMLElement {
  connectedCallback() {
    const updates = new Updates();
    updates.addEventListener("update", () => (this.hidden = false));
    this.querySelector("button").addEventListener("click", () => updates.take());
    updates.start();
  }
}

customElements.define("update-notice", UpdateNotice);
