import type { Frame } from "../video/video.ts";

/** A frame with its time as the model reads it: "12.5" in `<12.5 seconds>`. */
export interface LabelledFrame extends Frame {
  readonly label: string;
}

/** Qwen3-VL was trained on one decimal; more are taken only where two frames would share a label. */
const FEWEST_DECIMALS = 1;
const MOST_DECIMALS = 6;

/**
 * Labels each frame with its timestamp in seconds, all with as many decimals as make them unique, also beside frames
 * that were sent before. The label maps back to the exact timestamp, so that a time in a reply is one that was sent or none.
 */
export function labelFrames(frames: readonly Frame[], sent: readonly LabelledFrame[] = []): LabelledFrame[] {
  const taken = new Map(sent.map(({ label, timestamp }) => [label, timestamp]));
  for (let decimals = FEWEST_DECIMALS; ; decimals++) {
    const labels = frames.map(({ timestamp }) => Math.max(0, timestamp).toFixed(decimals));
    const clash = frames.some(({ timestamp }, i) => (taken.get(labels[i] ?? "") ?? timestamp) !== timestamp);
    if ((!clash && new Set(labels).size === frames.length) || decimals === MOST_DECIMALS) {
      return frames.map((frame, i) => ({ ...frame, label: labels[i] ?? "" }));
    }
  }
}
