import type { EvalCase } from "../case.ts";
import type { Outcome } from "../outcome.ts";
import { counted, share, type Tally } from "./tally.ts";

/** Known shots of which the model got a frame. It depends on the sampler alone; nothing is known where no frame was sent. */
export function shotsShown({ cuts }: EvalCase, { frames, seconds }: Outcome): Tally {
  if (!cuts || frames.length === 0) return share(0, 0);
  const starts = [0, ...cuts];
  return counted(starts, (start) => {
    const end = starts.find((other) => other > start) ?? seconds;
    return frames.some((time) => time >= start && time < end);
  });
}
