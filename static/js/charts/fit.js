const GAP = 8;

/** Which labels stand under columns `slot` wide: every one, or so few that none touches the next;
 *  the last one always. */
export function fitting(labels, slot, width) {
  const widest = Math.max(...labels.map(width)) + GAP;
  const step = Math.max(1, Math.ceil(widest / slot));
  return labels.map((label, n) => ((labels.length - 1 - n) % step ? "" : label));
}

/** A name in no more than so much room, its end left out. */
export function shortened(name, most, width) {
  if (width(name) <= most) return name;
  const letters = [...name];
  while (letters.length > 1 && width(`${letters.join("")}…`) > most) letters.pop();
  return `${letters.join("")}…`;
}
