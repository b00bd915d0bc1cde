import { clockText, secondsOf } from "./elapsed.js";
import { fill, slot } from "./fill.js";

const bar = slot("call");
const outcome = slot("outcome");

let page;

export function connect(shared) {
  page = shared;
  setInterval(tick, 1000);
}

export function render() {
  tick();
}

/** How long ago the number was tapped; on a phone also while the sheet is down. */
function tick() {
  const { dial, lead } = page;
  const active = Boolean(dial && lead && dial.lead === lead.id);
  const elapsed = active && clockText(secondsOf(dial, { wall: Date.now(), mono: performance.now() }));
  fill(outcome, { elapsed: elapsed || "" });
  fill(bar, { elapsed: elapsed || "", name: lead?.name });
  bar.hidden = !active;
}
