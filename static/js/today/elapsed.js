/** 84 → "1:24", 3723 → "1:02:03". */
export function clockText(seconds) {
  const [hours, rest] = [Math.floor(seconds / 3600), Math.floor(seconds % 3600)];
  const [minutes, left] = [Math.floor(rest / 60), String(rest % 60).padStart(2, "0")];
  return hours ? `${hours}:${String(minutes).padStart(2, "0")}:${left}` : `${minutes}:${left}`;
}

/** Seconds since the tap: up to coming back from the dialler, if he has; never negative.
    After a reload the page's own clock started anew and the phone's clock must do. */
export function secondsOf(dial, { wall, mono }) {
  const until = dial.back ?? { wall, mono };
  const passed = dial.mono == null ? until.wall - dial.at : until.mono - dial.mono;
  return Math.max(0, Math.round(passed / 1000));
}

/** The age of the tap by the page's own clock; null after a reload (sync.md). */
export function ageOf(dial, mono) {
  return dial.mono == null ? null : Math.max(0, Math.round(mono - dial.mono));
}
