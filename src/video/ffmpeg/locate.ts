import { createRequire } from "node:module";
import { CuepointError } from "../../errors.ts";
import { findProgram, isProgram } from "../../process/find-program.ts";

export interface LocateOptions {
  readonly ffmpegPath: string | undefined;
  readonly ffprobePath: string | undefined;
  /** The PATH variable. */
  readonly searchPath: string;
}

/**
 * Where the two programs are: as configured, else on the PATH, else (ffmpeg alone) the ffmpeg-static package. The
 * system's pair comes before the package's: both are then of one version and get the system's security fixes.
 * Throws `ffmpeg-missing` with the name of the program.
 */
export function locateFfmpeg(options: LocateOptions): { ffmpeg: string; ffprobe: string } {
  const { ffmpegPath, ffprobePath, searchPath } = options;
  const ffmpeg = ffmpegPath ?? findProgram("ffmpeg", searchPath) ?? staticFfmpeg();
  const ffprobe = ffprobePath ?? findProgram("ffprobe", searchPath);
  if (!ffmpeg || !isProgram(ffmpeg)) throw new CuepointError("ffmpeg-missing", { name: "ffmpeg" });
  if (!ffprobe || !isProgram(ffprobe)) throw new CuepointError("ffmpeg-missing", { name: "ffprobe" });
  return { ffmpeg, ffprobe };
}

/** The package is optional: its download may have failed, and then it names a file that is not there. */
function staticFfmpeg(): string | null {
  try {
    const path: unknown = createRequire(import.meta.url)("ffmpeg-static");
    return typeof path === "string" && isProgram(path) ? path : null;
  } catch {
    return null;
  }
}
