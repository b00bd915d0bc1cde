// Text messages from templates: whom they name, where they go. {name} and {rep} stand in each.
const MOBILE = /^1[3-9]\d{9}$/;

/** Those of the lead's stage first, then those for any stage, then the rest. */
export function messagesFor(scripts, lead, rep) {
  const rank = ({ stage }) => (stage === lead.stage ? 0 : stage ? 2 : 1);
  return scripts
    .filter(({ kind }) => kind === "message")
    .sort((a, b) => rank(a) - rank(b))
    .map(({ title, body }) => ({ title, body: filled(body, { name: lead.name, rep }) }));
}

/** A name that nobody knows leaves no gap. */
export function filled(body, names) {
  return body.replace(/ ?\{(\w+)\}/g, (place, name) => {
    if (!(name in names)) return place;
    return names[name] && place.replace(`{${name}}`, () => names[name]);
  });
}

/** The link that opens the phone's own app; iOS wants "&" where the standard has "?". */
export const smsLink = (number, body) => `sms:${number}?&body=${encodeURIComponent(body)}`;

/** The number that can be written to; a landline cannot. */
export const mobileOf = ({ phones }) => phones.find(({ dial }) => MOBILE.test(dial))?.dial ?? "";
