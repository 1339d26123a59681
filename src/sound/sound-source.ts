import type { RunningProcess } from "../process/start.ts";

/** Samples a second of all sound that is listened to: what speech models and speech detection are made for. */
export const SAMPLE_RATE = 16_000;
/** Of one sample, 16 bits. */
export const SAMPLE_BYTES = 2;

/** The video's file, with the facts that say which sound belongs to it, and when. */
export interface SoundSource {
  readonly path: string;
  readonly info: SoundInfo;
}

/** The part of a video's facts that listening needs. */
interface SoundInfo {
  /** The stream that players choose; absent: there is no sound. */
  readonly soundStream?: number;
  readonly container: string;
  /** What the video's clock shows as zero, on the clock of the file. */
  readonly startTime: number;
  readonly duration: number;
  readonly timeBase: { readonly num: number; readonly den: number };
  /** Of recordings that follow each other, what the times of each lack, in units of `timeBase`. */
  readonly epochs?: readonly { readonly shift: number }[];
}

/** ffmpeg, confined, with a time limit, and ended by the signal. */
interface SoundProgram {
  start(
    program: "ffmpeg",
    args: readonly string[],
    options: { readonly signal: AbortSignal; readonly timeLimit: number },
  ): RunningProcess;
}

export interface SoundTools {
  readonly ffmpeg: SoundProgram;
  /** Options before each input, since the file is a stranger's. */
  readonly inputOptions: readonly string[];
}
