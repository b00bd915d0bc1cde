// Chinese is the source; the English table is loaded only by a page that is English.
const lang = globalThis.document?.documentElement.lang ?? "zh-CN";
export const english = lang.startsWith("en");

const table = english ? await load() : {};

async function load() {
  try {
    return await (await fetch(new URL("words.en.json", import.meta.url))).json();
  } catch {
    return {};
  }
}

/** The sentence in the page's language, its %(name)s filled in. */
export function t(message, params = {}) {
  const sentence = table[message] ?? message;
  return sentence.replace(/%\((\w+)\)s/g, (_, name) => params[name] ?? "");
}
