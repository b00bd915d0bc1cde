import uPlot from "../../vendor/uplot.js";
import { dataOf, optionsOf } from "../charts/options.js";
import { paintOf, widthIn } from "../charts/paint.js";
import { read } from "../charts/read.js";

const UPRIGHT_HEIGHT = 15;
const ROW_HEIGHT = 2.6;
const PAPER = { width: 640, grain: 2 };
const dark = matchMedia("(prefers-color-scheme: dark)");

/** Draws the table that stands within it; the table folds away and stays what can be read out. */
class TableChart extends HTMLElement {
  connectedCallback() {
    this.rows = read(this.querySelector("table"));
    this.ticks = JSON.parse(this.dataset.ticks);
    this.fold = this.querySelector("details");
    this.fold.open = false;
    this.upright = this.dataset.kind === "columns";
    this.prepend(this.drawing(), this.sentence());
    if (this.upright) this.point(null);
    this.follow();
  }

  disconnectedCallback() {
    this.left.abort();
    this.resized.disconnect();
    this.themed.disconnect();
    this.plot?.destroy();
  }

  /** Draws anew when there is more or less room, another theme, or paper instead of a screen. */
  follow() {
    this.left = new AbortController();
    const { signal } = this.left;
    this.resized = new ResizeObserver(() => this.draw());
    this.resized.observe(this.canvas);
    this.themed = new MutationObserver(() => this.draw());
    this.themed.observe(document.documentElement, { attributeFilter: ["data-theme"] });
    dark.addEventListener("change", () => this.draw(), { signal });
    addEventListener("beforeprint", () => this.print(true), { signal });
    addEventListener("afterprint", () => this.print(false), { signal });
  }

  drawing() {
    this.canvas = document.createElement("div");
    this.canvas.className = "chart__drawing";
    this.canvas.setAttribute("role", "img");
    this.canvas.setAttribute("aria-label", this.dataset.label);
    return this.canvas;
  }

  /** What the pointer is at, in the words of the table. */
  sentence() {
    this.said = document.createElement("p");
    this.said.className = "chart__said";
    this.said.setAttribute("aria-hidden", "true");
    return this.said;
  }

  print(paper) {
    this.paper = paper;
    this.classList.toggle("chart--paper", paper);
    if (paper) this.wasOpen = this.fold.open;
    this.fold.open = paper || this.wasOpen;
    this.draw();
  }

  draw() {
    const grain = this.paper ? PAPER.grain : 1;
    const width = this.paper ? PAPER.width * grain : this.canvas.clientWidth;
    const paint = paintOf(this, grain);
    if (!width || (this.drawn === this.key(width, paint))) return;
    this.drawn = this.key(width, paint);
    this.plot?.destroy();
    this.plot = new uPlot(optionsOf(this.chart(width, paint)), dataOf(this.rows), this.canvas);
  }

  key(width, paint) {
    return JSON.stringify([width, paint]);
  }

  chart(width, paint) {
    const rows = this.upright ? UPRIGHT_HEIGHT : this.rows.length * ROW_HEIGHT;
    return {
      ...{ rows: this.rows, ticks: this.ticks, upright: this.upright, width, paint },
      height: Math.round(rows * paint.size),
      measure: widthIn(paint.font),
      bars: uPlot.paths.bars,
      pixels: devicePixelRatio,
      point: (n) => this.point(n),
    };
  }

  point(n) {
    this.said.textContent = this.rows[n ?? this.rows.length - 1].said;
  }
}

customElements.define("table-chart", TableChart);
