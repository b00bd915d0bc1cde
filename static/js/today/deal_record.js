// What was typed of a deal, as the record that is sent (sync.md, kinds): whole fen, basis points.
const AMOUNT = /^¥?(\d+)(?:\.(\d+))?(万)?元?$/;
const WHOLE = 10000;

/** Whole fen of an amount in yuan as people type it (12,800.50 or 1.2万), or basis points of a
    percentage; else NaN. Digits are shifted, never multiplied. */
export function fenIn(typed = "") {
  const [, whole, rest = "", wan] = AMOUNT.exec(typed.normalize("NFKC").replace(/[,\s]/g, "")) ?? [];
  const places = wan ? 6 : 2;
  return whole && rest.length <= places ? Number(whole + rest.padEnd(places, "0")) : NaN;
}

/** {payload}, or in which field something is {wrong}. */
export function dealOf(typed, { me, call, today }) {
  const { price, product, signed_on, received, received_on, partner, percent, note } = typed;
  const payload = { price_fen: fenIn(price), signed_on };
  const wrong = [];
  const check = (name, holds) => holds || wrong.push(name);
  check("price", payload.price_fen > 0);
  check("signed_on", signed_on <= today);
  if (product) payload.product = Number(product);
  if (received) {
    Object.assign(payload, { received_fen: fenIn(received), received_on });
    check("received", payload.received_fen > 0);
    check("received_on", received_on <= today);
  }
  if (partner) {
    const bp = fenIn(percent);
    payload.shares = [[me, bp], [Number(partner), WHOLE - bp]];
    check("percent", bp > 0 && bp < WHOLE);
  }
  if (note) payload.note = note;
  if (call) payload.call = call;
  return wrong.length ? { wrong: wrong[0] } : { payload };
}
