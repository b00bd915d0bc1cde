// data-opens="id" opens a dialog; data-closes, Esc and a tap beside it close it.
document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-opens]");
  if (opener) document.getElementById(opener.dataset.opens).showModal();
  const dialog = event.target.closest("dialog");
  closeMenus(event.target);
  if (dialog && (event.target.closest("[data-closes]") || beside(event, dialog))) dialog.close();
});

function closeMenus(target) {
  for (const menu of document.querySelectorAll("details.nav__more[open]")) {
    if (!menu.contains(target)) menu.open = false;
  }
}

function beside({ target, clientX, clientY }, dialog) {
  if (target !== dialog || !dialog.matches(":modal")) return false;
  const { left, right, top, bottom } = dialog.getBoundingClientRect();
  return clientX < left || clientX > right || clientY < top || clientY > bottom;
}
