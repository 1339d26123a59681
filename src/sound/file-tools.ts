import type { RunningProcess } from "../process/start.ts";

interface Run {
  readonly signal: AbortSignal;
}

/** ffprobe and ffmpeg over a stranger's file, confined: what listening is handed of them. */
export interface FileTools {
  /** Runs ffprobe to its end and returns what it printed, at most `limit` bytes; the options against hostile files come first. */
  probe(args: readonly string[], options: Run & { readonly limit: number }): Promise<string>;
  /** Starts ffmpeg; the caller reads the pipes and awaits `exit`. */
  start(
    program: "ffmpeg",
    args: readonly string[],
    options: Run & { readonly timeLimit: number },
  ): RunningProcess;
  /** Go before each `-i` of ffmpeg. */
  readonly inputOptions: readonly string[];
}

/** What listening needs to know of an opened video; times are seconds. */
export interface SoundFile {
  readonly path: string;
  /** Of the content; names the file. */
  readonly sha256: string;
  readonly video: {
    readonly info: {
      /** The container's start: what the file's own times are ahead of the video's clock. */
      readonly startTime: number;
      readonly hasAudio: boolean;
      /** The stream that players choose; the first one where it is not known. */
      readonly soundStream?: number;
      /** ffprobe's name. */
      readonly container?: string;
      readonly timeBase?: { readonly num: number; readonly den: number };
      /** Where several recordings follow each other: what the times of each lack, in units of `timeBase`. */
      readonly epochs?: readonly { readonly shift: number }[];
    };
  };
  readonly range: { readonly start: number; readonly end: number };
}

/** What taking sound out needs of the tools. */
export type SoundTools = Pick<FileTools, "start" | "inputOptions">;
