export const form = () => import("./own_lead.js");

/** A tap on "enter a customer" opens the form, which comes when it is asked for; whether it was one. */
export function enter(page, event, number = "") {
  const link = event.target.closest("[data-enter]");
  if (!link || !page?.client) return false;
  event.preventDefault();
  form().then(
    ({ open }) => open(page, number),
    () => location.assign(link.href),
  );
  return true;
}
