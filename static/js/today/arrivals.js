import { t } from "../words.js";
import * as phone from "./store.js";

// What came in on arrival and nobody has called yet: asked for often, told once (rules.md §2.2).
export const EVERY = 15000;
const PATIENCE = 6000;
const NOTHING = { opened: 0, told: 0 };

export class Arrivals {
  news = [];
  #asking = false;

  /** `kept` remembers on this phone, for each user, up to which number he has opened and was told. */
  constructor(user, { fetch = (...args) => globalThis.fetch(...args), kept = phone } = {}) {
    Object.assign(this, { key: `arrivals.${user}`, fetch, kept });
  }

  /** One question to the server; resolves with "new" when something came that nobody was told of here. */
  async look() {
    if (this.#asking) return "";
    this.#asking = true;
    const { status, news } = await this.#ask(this.#known().opened);
    this.#asking = false;
    if (status === 401) return "sign_in";
    if (status === 204) this.news = [];
    if (!news) return "";
    this.news = news;
    const last = Math.max(...news.map(({ id }) => id));
    const known = this.#known();
    if (last <= known.told) return "";
    this.kept.write(this.key, { ...known, told: last });
    return "new";
  }

  /** Whom to call, the longest waiting first; who is called or put aside on this phone is no news. */
  waiting({ handled, called = [] }) {
    const { opened } = this.#known();
    const gone = new Set([...handled.keys(), ...called.map(({ id }) => id)]);
    return this.news.filter(({ id, lead }) => id > opened && !gone.has(lead));
  }

  open({ id }) {
    this.kept.write(this.key, { ...this.#known(), opened: id });
  }

  #known() {
    return { ...NOTHING, ...this.kept.read(this.key) };
  }

  async #ask(since) {
    const giveUp = new AbortController();
    const patience = setTimeout(() => giveUp.abort(), PATIENCE);
    const headers = { accept: "application/json" };
    const how = { headers, cache: "no-store", redirect: "manual", signal: giveUp.signal };
    try {
      const answer = await this.fetch(`/arrivals?since=${since}`, how);
      const body = answer.status === 200 ? await answer.json() : null;
      return { status: answer.status, news: body?.proto === 1 && body.news?.length ? body.news : null };
    } catch {
      return {};
    } finally {
      clearTimeout(patience);
    }
  }
}

/** The banner's words: who, from where, and how many more. */
export function arrivalText([first, ...more]) {
  const who = { name: first.name || t("新客户"), source: first.source };
  const text = who.source
    ? t("新的精准资源:%(name)s,%(source)s", who)
    : t("新的精准资源:%(name)s", who);
  return more.length ? `${text} · ${t("另有 %(n)s 位", { n: more.length })}` : text;
}
