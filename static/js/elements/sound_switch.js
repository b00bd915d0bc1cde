import { chime } from "../today/sound.js";
import { read, write } from "../today/store.js";

/** Whether this device sounds when a new lead comes in; off unless the rep wants it. */
class SoundSwitch extends HTMLElement {
  connectedCallback() {
    const box = this.querySelector("input");
    box.checked = read("sound", false);
    box.addEventListener("change", () => {
      write("sound", box.checked || null);
      if (box.checked) chime().catch(() => {});
    });
  }
}

customElements.define("sound-switch", SoundSwitch);
