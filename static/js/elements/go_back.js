/** A way back to the page one came from; without a page before, there is nothing to show. */
class GoBack extends HTMLElement {
  connectedCallback() {
    this.hidden = history.length < 2;
    this.addEventListener("click", () => history.back());
  }
}

customElements.define("go-back", GoBack);
