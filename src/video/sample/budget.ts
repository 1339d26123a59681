/**
 * How many frames a second a person would want looked at, by the length of the video: 5 for the shortest, 1
 * from a minute on; then the context is the limit.
 */
export function sampleFps(seconds: number): number {
  if (seconds <= 10) return 5;
  if (seconds <= 30) return 3;
  return seconds <= 60 ? 2 : 1;
}

/** Fewer than this many frames tell no story. */
const LEAST_FRAMES = 4;

/** Frames to send: what the length asks for, within what the model's context and image limit allow. */
export function frameBudget(seconds: number, framesThatFit: number): number {
  const wished = Math.max(LEAST_FRAMES, Math.ceil(seconds * sampleFps(seconds)));
  return Math.max(1, Math.min(wished, framesThatFit));
}
