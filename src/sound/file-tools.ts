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
      /** Present where several recordings with clocks of their own follow each other. */
      readonly epochs?: readonly unknown[];
    };
  };
  readonly range: { readonly start: number; readonly end: number };
}
