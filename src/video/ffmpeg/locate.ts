import { accessSync, constants, statSync } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, join } from "node:path";
import { CuepointError } from "../../errors.ts";

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
  const ffmpeg = ffmpegPath ?? onPath("ffmpeg", searchPath) ?? staticFfmpeg();
  const ffprobe = ffprobePath ?? onPath("ffprobe", searchPath);
  if (!ffmpeg || !isProgram(ffmpeg)) throw new CuepointError("ffmpeg-missing", { name: "ffmpeg" });
  if (!ffprobe || !isProgram(ffprobe)) throw new CuepointError("ffmpeg-missing", { name: "ffprobe" });
  return { ffmpeg, ffprobe };
}

function onPath(name: string, searchPath: string): string | null {
  const places = searchPath.split(delimiter).filter((folder) => folder !== "");
  return places.map((folder) => join(folder, name)).find(isProgram) ?? null;
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
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
