import { isPhone } from "./dial.js";
import { fill, fillRows, list, template } from "./fill.js";
import { messagesFor, mobileOf, smsLink } from "./message_texts.js";

const dialog = document.getElementById("messages");

/** Templates for the customer in front: a phone writes the message, a PC copies it. */
export function open({ sheet, lead }) {
  const number = mobileOf(lead);
  const texts = messagesFor(sheet.scripts, lead, sheet.user.name);
  const rows = texts.map(({ title, body }) => ({
    title,
    body,
    href: smsLink(number, body),
    sends: Boolean(number && isPhone()),
  }));
  fillRows(list("messages", dialog), template("message-row"), rows);
  fill(dialog, { name: lead.name, landline: !number, none: rows.length === 0 });
  dialog.showModal();
}
