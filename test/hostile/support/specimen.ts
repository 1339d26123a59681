import type { ErrorCode } from "../../../src/errors.ts";

/** What opening a file may end in: these codes, or "opens". */
export type Ending = ErrorCode | "opens";

export interface Specimen {
  /** The file's name; made in a folder of its own. */
  readonly name: string;
  readonly what: string;
  /** More than one where versions of ffmpeg rightly differ. */
  readonly endings: readonly Ending[];
  /** Writes the file. `clip` is a small valid MP4. */
  make(path: string, clip: Buffer): Promise<void> | void;
}
