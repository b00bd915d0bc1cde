const TOKENS = {
  ink: "--ink",
  soft: "--ink-soft",
  line: "--line",
  accent: "--accent",
  faint: "--accent-tint",
  ground: "--surface",
};
const SMALL = 0.8125;

/** The house's colours and letters as they are where the chart stands; `grain` times as large. */
export function paintOf(element, grain = 1) {
  const style = getComputedStyle(element);
  const entries = Object.entries(TOKENS);
  const colours = entries.map(([name, token]) => [name, style.getPropertyValue(token).trim()]);
  const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
  const size = Math.round(rem * SMALL * grain);
  const family = style.fontFamily;
  return { ...Object.fromEntries(colours), size, family, font: `${size}px ${family}` };
}

const context = globalThis.document?.createElement("canvas").getContext("2d");

/** How wide a text in this font is. */
export function widthIn(font) {
  return (text) => {
    context.font = font;
    return context.measureText(text).width;
  };
}
