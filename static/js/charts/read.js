/** What each row of a table says: who or when, the numbers that its cells carry for drawing, null
 *  where there is none, and the whole row as a sentence. */
export function read(table) {
  const heads = [...table.tHead.rows[0].cells].map(text);
  return [...table.tBodies[0].rows].map(({ cells }) => rowOf([...cells], heads));
}

function rowOf(cells, heads) {
  const name = cells.find((cell) => cell.tagName === "TH");
  return {
    name: text(name),
    brief: name.dataset.brief ?? text(name),
    now: "now" in name.dataset,
    value: number(cells, "value"),
    before: number(cells, "before"),
    target: number(cells, "target"),
    written: written(cells.find((cell) => "value" in cell.dataset)),
    said: said(name, cells, heads),
  };
}

function number(cells, what) {
  const cell = cells.find((one) => what in one.dataset);
  return cell ? Number(cell.dataset[what]) : null;
}

function written(cell) {
  return cell?.dataset.written ?? text(cell);
}

function said(name, cells, heads) {
  const parts = cells.map((cell, n) => (cell === name ? "" : `${heads[n]} ${text(cell)}`));
  return [text(name), ...parts.filter((part) => part && !part.endsWith("–"))].join(" · ");
}

function text(cell) {
  return cell?.textContent.trim().replace(/\s+/g, " ") ?? "";
}
