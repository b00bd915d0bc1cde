// The board replaces itself while it is looked at: what somebody opened in it stays open.
const open = new Map();

document.addEventListener("toggle", ({ target }) => target.id && open.set(target.id, target.open), true);

document.addEventListener("htmx:after:swap", () => {
  for (const details of document.querySelectorAll("details[id]"))
    if (open.get(details.id)) details.open = true;
});
