import { payloadOf } from "./record.js";

// Every field of a lead, empty: nothing of whoever was in front before stays on the page.
export const BLANK = {
  ...{ rev: null, industry: "", region: "", source: "", kind: "", stage: "", grade: null },
  ...{ phone: "", phones: [], wechat: "", wechat_state: "", qq: "" },
  ...{ attempts: 0, dials: [], notes: [], due_at: null, drop_on: null, script: null },
};
const FILLS_UP = "ordinary";

/** The leads with those entered here, until the server's sheet has them; their calls name the record. */
export function withEntered(leads, rows) {
  const made = rows.filter(({ kind, status }) => kind === "lead.add" && (status ?? "applied") === "applied");
  const place = leads.findIndex(({ section }) => section === FILLS_UP);
  return made.length ? leads.toSpliced(place < 0 ? leads.length : place, 0, ...made.map(leadOf)) : leads;
}

/** Who agreed on the phone and has no deal yet, the latest first: {id, name, call}. */
export function toEnter({ unentered = [], leads, called = [] }, rows, calls) {
  const of = (end) => rows.filter(({ kind }) => kind.endsWith(end));
  const back = new Set(of(".undo").map(({ about }) => about));
  const done = new Set(of("deal.enter").filter(({ id }) => !back.has(id)).map(({ lead }) => lead));
  const known = new Map([...leads, ...called].map((lead) => [lead.id, lead]));
  const here = calls.filter(({ disposition, lead }) => disposition === "deal" && known.has(lead));
  const won = here.reverse().map(({ id: call, lead }) => ({ ...known.get(lead), call }));
  const open = [...won, ...unentered].filter(({ id, call }) => !done.has(id) && !back.has(call));
  return open.filter(({ id }, place) => open.findIndex((one) => one.id === id) === place);
}

function leadOf(row) {
  const { number = "", name = "", note, ...more } = payloadOf(row);
  const dial = number.normalize("NFKC").replace(/[^\d+]/g, "").replace(/^(\+|00)?86(?=1\d{10}$)/, "");
  const phones = [{ dial, shown: number }];
  const stage = { kind: "own", stage: "development", section: FILLS_UP };
  return { ...BLANK, company: "", ...more, ...stage, id: row.id, name, phones, phone: dial, phone_shown: number, card: note, why: "", entered: true };
}
