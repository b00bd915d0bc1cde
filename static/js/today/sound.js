// Two short tones, made here: no file to load, nothing to wait for.
const TONES = [880, 1175];
const LASTS = 0.14;
const LOUD = 0.25;

let context;

export function unlock() {
  context ??= new AudioContext();
  return context.resume();
}

export async function chime() {
  await unlock();
  TONES.forEach((tone, n) => sound(tone, context.currentTime + n * LASTS));
}

/** Swells and fades, so that it does not crack. */
function sound(tone, begin) {
  const source = new OscillatorNode(context, { frequency: tone });
  const volume = new GainNode(context, { gain: 0 });
  volume.gain.linearRampToValueAtTime(LOUD, begin + 0.02);
  volume.gain.linearRampToValueAtTime(0, begin + LASTS);
  source.connect(volume).connect(context.destination);
  source.start(begin);
  source.stop(begin + LASTS);
}
