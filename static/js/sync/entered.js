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

function leadOf(row) {
  const { number = "", name = "", note, ...more } = payloadOf(row);
  const dial = number.normalize("NFKC").replace(/[^\d+]/g, "").replace(/^(\+|00)?86(?=1\d{10}$)/, "");
  const phones = [{ dial, shown: number }];
  const stage = { kind: "own", stage: "development", section: FILLS_UP };
  return { ...BLANK, company: "", ...more, ...stage, id: row.id, name, phones, phone: dial, phone_shown: number, card: note, why: "", entered: true };
}
