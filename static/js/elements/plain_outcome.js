// When the page's own script does not arrive, the form that the server made must not stay hidden.
const PATIENCE = 4000;

function showPlain() {
  document.querySelector(".outcome:not([data-ready])")?.setAttribute("data-plain", "");
}

addEventListener("load", () => setTimeout(showPlain, PATIENCE));
