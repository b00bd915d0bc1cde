import { BLANK } from "../sync/entered.js";
import { t } from "../words.js";
import { whenText } from "./time.js";
import { labelOf } from "./views.js";

// Who may be ringing: among those on this phone, and among those the server knows (rules.md §3).
export const FEWEST = 4;
const SHOWN = 8;
const WHOLE = 10;
const LETTERS = /\p{L}/u;

/** The digits of what was typed in any way of writing; a whole number without its leading zeros. */
export function digitsOf(typed) {
  const digits = typed.normalize("NFKC").replace(/\D/g, "");
  return digits.length >= WHOLE ? digits.replace(/^0+/, "") : digits;
}

const ends = (digits) => {
  const number = digits.length > 11 ? digits.replace(/^86/, "") : digits;
  return ({ dial }) => dial.split(",")[0].endsWith(number);
};

const spoken = ({ notes }) => Date.parse(notes[0]?.at ?? 0);

/** The own leads on this phone that fit, those spoken to last first; all where nothing is typed. */
export function onThisPhone({ leads, called = [] }, typed) {
  const text = typed.trim();
  const digits = LETTERS.test(text) ? "" : digitsOf(text);
  const fits = ({ name, company, phones }) =>
    digits ? phones.some(ends(digits)) : `${name} ${company}`.includes(text);
  return [...leads, ...called]
    .filter(fits)
    .sort((a, b) => spoken(b) - spoken(a))
    .slice(0, SHOWN);
}

/** A lead of somebody else as far as the page may show it: no number, and nothing to change. */
export function strangerOf(other, digits) {
  return { ...BLANK, ...other, section: "incoming", why: other.whose, caller: digits };
}

/** Those of this phone, the other own leads, and those of others: each once. */
export function together(here, answer, digits) {
  const known = new Set(here.map(({ id }) => id));
  const own = (answer?.own ?? []).filter(({ id }) => !known.has(id));
  const others = (answer?.others ?? []).map((other) => strangerOf(other, digits));
  return [...here, ...own, ...others];
}

export function callerView(lead, now) {
  const [last] = lead.notes;
  return {
    id: lead.id,
    name: lead.name || lead.phone_shown,
    company: lead.company,
    phone_shown: lead.phone_shown,
    detail: last ? [whenText(last.at, now), labelOf(last), last.text].join(" ") : lead.why,
    whose: lead.whose ? "" : t("你的"),
  };
}

/** What the search could see, and what to do where it found nobody: {scope, none}. */
export function searchWords(digits, found, { reached, more }) {
  const long = digits.length >= FEWEST;
  if (!long) return { scope: t("输入后 4 位就查全公司。先列出你名单上的人。"), none: "" };
  if (reached === undefined) return { scope: t("正在查全公司…"), none: "" };
  if (reached) {
    const nobody = t("没有这个号码,核对一下。是新客户的话,现在就录入,归你跟进。");
    const scope = more ? t("这个尾号还有别人,多输一位更准。") : t("已查全公司。");
    return { scope, none: found ? "" : nobody };
  }
  const nobody = t("你的名单上没有这个号码。可以先录入,联网后自动核对。");
  return { scope: t("现在连不上,只能查你自己名单上的客户。"), none: found ? "" : nobody };
}
