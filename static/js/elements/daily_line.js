import { KeptText } from "../kept/text.js";

/** The line of one's own; what can be copied below says the new one, too. */
class DailyLine extends KeptText {
  show({ texts }) {
    for (const [language, said] of Object.entries(texts)) {
      const field = document.querySelector(`chat-text [data-language="${language}"]`);
      if (field) field.value = said;
    }
  }
}

customElements.define("daily-line", DailyLine);
