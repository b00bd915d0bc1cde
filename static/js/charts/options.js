import { fitting, shortened } from "./fit.js";
import { marks } from "./marks.js";

const UPRIGHT = { ori: 0, dir: 1, side: 2, values: 3 };
const LYING = { ori: 1, dir: -1, side: 3, values: 2 };
const MOST_NAME = 0.34;

/** What uPlot is told to draw bars: upright ones beside each other, or lying ones below each other. */
export function optionsOf(chart) {
  const way = chart.upright ? UPRIGHT : LYING;
  const { rows, paint } = chart;
  return {
    width: chart.width,
    height: chart.height,
    padding: [chart.upright ? paint.size * 1.5 : 0, beside(chart), 0, 0],
    legend: { show: false },
    cursor: cursorOf(chart),
    scales: {
      x: { time: false, ori: way.ori, dir: way.dir, range: [-0.5, rows.length - 0.5] },
      y: { ori: 1 - way.ori, range: rangeOf(chart) },
    },
    axes: [names(chart, way), values(chart, way)],
    series: [{}, bars(chart, paint.faint, paint.accent), bars(chart, paint.accent)],
    hooks: { draw: [(plot) => marks(plot, chart)], setCursor: [(plot) => chart.point(plot.cursor.idx)] },
  };
}

/** From the lowest to the highest: of the scale where there is one, else of all that is drawn. */
function rangeOf({ rows, ticks }) {
  const drawn = rows.flatMap(({ value, before, target }) => [value, before, target]);
  const all = [0, ...drawn, ...ticks.map(([at]) => at)];
  const [low, high] = [Math.min(...all), Math.max(...all)];
  return [low, high > low ? high : low + 1];
}

/** Earlier rows in one series, those of now in another. */
export function dataOf(rows) {
  const of = (now) => rows.map((row) => (row.now === now ? row.value : null));
  return [rows.map((_, n) => n), of(false), of(true)];
}

function cursorOf({ upright }) {
  return {
    show: upright,
    y: false,
    points: { show: false },
    drag: { setScale: false, x: false, y: false },
  };
}

/** Room for what is written at the end of the longest lying bar. */
function beside({ rows, paint, measure, upright }) {
  if (upright) return paint.size;
  return widest(rows.map((row) => row.written), measure) + paint.size * 1.5;
}

function bars({ bars, paint, upright }, fill, stroke = fill) {
  const size = upright ? [0.64, paint.size * 4] : [0.5, paint.size * 1.5];
  const width = paint.size / 12;
  return { fill, stroke, width, points: { show: false }, paths: bars({ size, radius: 0.12 }) };
}

function names({ rows, paint, width, measure, upright, ticks }, way) {
  const labels = rows.map((row) => row.brief);
  const short = labels.map((label) => shortened(label, width * MOST_NAME, measure));
  const slot = (width - scaleRoom(ticks, paint, measure) - paint.size) / rows.length;
  return {
    ...quiet(paint),
    side: way.side,
    size: upright ? paint.size * 2.2 : widest(short, measure) + paint.size,
    gap: upright ? paint.size / 2 : paint.size * 0.8,
    splits: () => rows.map((_, n) => n),
    filter: (_, splits) => splits,
    values: () => (upright ? fitting(labels, slot, measure) : short),
    grid: { show: false },
  };
}

/** The scale beside upright bars. At the end of a lying one its value stands written. */
function values({ ticks, paint, measure, upright }, way) {
  return {
    ...quiet(paint),
    show: upright,
    side: way.values,
    size: scaleRoom(ticks, paint, measure),
    gap: paint.size / 2,
    splits: () => ticks.map(([at]) => at),
    filter: (_, splits) => splits,
    values: () => ticks.map(([, said]) => said),
    grid: { stroke: paint.line, width: paint.size / 13 },
  };
}

function scaleRoom(ticks, paint, measure) {
  return widest(ticks.map(([, said]) => said), measure) + paint.size;
}

function widest(texts, measure) {
  return Math.ceil(Math.max(0, ...texts.map(measure)));
}

function quiet({ soft, font }) {
  return { stroke: soft, font, ticks: { show: false } };
}
