/** Shows only the folds that contain what is typed; pinyin is left to the server's search. */
class FilterList extends HTMLElement {
  connectedCallback() {
    this.addEventListener("input", this.filter);
  }

  filter() {
    const wanted = this.querySelector("[data-search]").value.trim().toLowerCase();
    let found = 0;
    for (const fold of this.querySelectorAll("details")) {
      fold.hidden = !fold.textContent.toLowerCase().includes(wanted);
      found += !fold.hidden;
    }
    this.querySelector("[data-none]").hidden = found > 0;
  }
}

customElements.define("filter-list", FilterList);
