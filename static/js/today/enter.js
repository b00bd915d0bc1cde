import { t } from "../words.js";
import { say } from "./toast.js";

export const form = () => import("./own_lead.js");
export const deal = () => import("./deal.js");

/** A part that is seldom wanted; without a network it may be missing, and that is said. */
export async function opened(load, ...content) {
  const part = await load().catch(() => null);
  if (part) part.open(...content);
  else say(t("这一部分还没存到本机,联网后再点一次。"));
}

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
