import { Here } from "../sync/here.js";
import { worldOf } from "../sync/world.js";
import { t } from "../words.js";

/** On the sign-in page: who has records on this phone, no more than name and number. */
class UnsentHint extends HTMLElement {
  async connectedCallback() {
    const waiting = await new Here(worldOf()).others(null).catch(() => []);
    if (!waiting.length) return;
    const text = waiting.map((entry) =>
      t("%(name)s 有 %(waiting)s 条未上传的记录在这台手机上。", entry),
    );
    this.querySelector(".notice__text").textContent = text.join("");
    this.hidden = false;
  }
}

customElements.define("unsent-hint", UnsentHint);
