/** What is drawn over the bars: a stroke across for the target, a ring for the period before, and
 *  the value in words where there is room. */
export function marks(plot, chart) {
  const { rows, upright, paint, pixels } = chart;
  const pen = { ctx: plot.ctx, upright, paint, unit: paint.size * pixels };
  const slot = (upright ? plot.bbox.width : plot.bbox.height) / rows.length;
  pen.ctx.save();
  rows.forEach((row, n) => {
    const at = (number) => place(plot, upright, n, number);
    if (row.before !== null) ring(pen, at(row.before));
    if (row.target !== null) stroke(pen, at(row.target), slot);
    if (row.value !== null) written(pen, row, at, slot);
  });
  pen.ctx.restore();
}

/** Where a number of a row stands on the canvas. */
function place(plot, upright, n, number) {
  const [along, up] = [plot.valToPos(n, "x", true), plot.valToPos(number, "y", true)];
  return upright ? [along, up] : [up, along];
}

function stroke({ ctx, upright, paint, unit }, [x, y], slot) {
  const half = Math.min(slot * 0.4, unit * 2.4);
  const [across, down] = upright ? [half, 0] : [0, half];
  ctx.beginPath();
  ctx.moveTo(x - across, y - down);
  ctx.lineTo(x + across, y + down);
  outlined(ctx, paint, unit * 0.22);
}

function ring({ ctx, paint, unit }, [x, y]) {
  ctx.beginPath();
  ctx.arc(x, y, unit * 0.34, 0, 2 * Math.PI);
  outlined(ctx, paint, unit * 0.16);
}

/** Dark with a light edge, so that it is seen on a bar as well as beside it. */
function outlined(ctx, { ink, ground }, width) {
  ctx.strokeStyle = ground;
  ctx.lineWidth = width * 2;
  ctx.stroke();
  ctx.strokeStyle = ink;
  ctx.lineWidth = width;
  ctx.stroke();
}

function written(pen, row, at, slot) {
  const { ctx, upright, paint, unit } = pen;
  ctx.font = `${unit}px ${paint.family}`;
  ctx.fillStyle = paint.ink;
  ctx.textAlign = upright ? "center" : "left";
  ctx.textBaseline = upright ? "bottom" : "middle";
  const [x, y] = at(Math.max(0, row.value));
  const { width } = ctx.measureText(row.written);
  if (!upright) ctx.fillText(row.written, besides(x, width, marksOf(row, at), unit), y);
  else if (row.value && width + unit / 2 < slot) ctx.fillText(row.written, x, y - unit * 0.4);
}

function marksOf({ before, target }, at) {
  return [before, target].filter((number) => number !== null).map((number) => at(number)[0]);
}

/** Where words begin that stand at the end of a bar and run into none of the marks. */
export function besides(end, width, marks, unit) {
  let start = end + unit * 0.7;
  for (const mark of marks.toSorted((a, b) => a - b)) {
    if (mark > end - unit && mark < start + width + unit * 0.5) start = Math.max(start, mark + unit * 0.7);
  }
  return start;
}
