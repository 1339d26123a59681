import type { Logger } from "../../logger.ts";
import { readAll, startProcess } from "../../process/start.ts";
import { isBelowFloor } from "../../video/ffmpeg/floor.mjs";
import { type LocateOptions, locateFfmpeg } from "../../video/ffmpeg/locate.ts";
import { type Check, type Finding, findingsOf } from "../check.ts";

const ffmpegFinding = findingsOf("ffmpeg");
const VERSION_MS = 10_000;

export interface FfmpegCheckOptions {
  readonly tools: LocateOptions;
  readonly environment: Readonly<Record<string, string>>;
  readonly logger: Logger;
}

/** Both programs run, are of one version, and have the known security fixes. */
export function checkFfmpeg({ tools, environment, logger }: FfmpegCheckOptions): Check {
  return {
    part: "ffmpeg",
    limitMs: 3 * VERSION_MS,
    async run(signal) {
      const programs = locateFfmpeg(tools);
      const versions = new Map<string, string>();
      const silent: Finding[] = [];
      for (const [name, path] of Object.entries(programs)) {
        const version = await versionOf(path, environment, signal).catch((err: unknown) => {
          logger.debug({ err, program: name }, "no version");
          return null;
        });
        if (version === null) silent.push(ffmpegFinding("fault", (words) => words.ffmpeg.silent(name)));
        else versions.set(name, version);
      }
      return silent.length > 0
        ? silent
        : judgeVersions(versions.get("ffmpeg") ?? "", versions.get("ffprobe") ?? "");
    },
  };
}

function judgeVersions(ffmpeg: string, ffprobe: string): Finding[] {
  if (ffmpeg !== ffprobe) return [ffmpegFinding("warning", (words) => words.ffmpeg.differ(ffmpeg, ffprobe))];
  if (isBelowFloor(ffmpeg)) return [ffmpegFinding("warning", (words) => words.ffmpeg.tooOld(ffmpeg))];
  return [ffmpegFinding("fine", (words) => words.ffmpeg.fine(ffmpeg))];
}

/** The third word of "ffmpeg version 5.1.9-0+deb12u1 Copyright …"; null where it says something else. */
async function versionOf(
  path: string,
  environment: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<string | null> {
  const faults = { missing: "ffmpeg-missing", timeout: "video-timeout", overflow: "video-failed" } as const;
  const running = startProcess(path, ["-version"], { signal, timeLimit: VERSION_MS, environment, faults });
  running.side.resume();
  const [text, { code }] = await Promise.all([readAll(running, 64 * 1024, faults.overflow), running.exit]);
  return code === 0 ? (/^ff\w+ version (\S+)/.exec(text)?.[1] ?? null) : null;
}
