import type { Logger } from "../../logger.ts";
import {
  findSolver,
  isBelowFloor as isYtdlpBelowFloor,
  type Solver,
  YTDLP_FLOOR,
  type YtdlpProgram,
  ytdlpVersion,
} from "../../media/pages/ytdlp-program.ts";
import type { Isolation } from "../../process/isolation.ts";
import { readAll, startProcess } from "../../process/start.ts";
import { type LocateOptions, locateFfmpeg } from "../../video/ffmpeg/ffmpeg.ts";
import { isBelowFloor } from "../../video/ffmpeg/floor.mjs";
import { type Check, type Finding, findingsOf } from "../check.ts";

const nodeFinding = findingsOf("node");
const ffmpegFinding = findingsOf("ffmpeg");
const pagesFinding = findingsOf("pages");
const isolationFinding = findingsOf("isolation");

/** The release that runs TypeScript unbuilt without a warning. */
const NODE_FLOOR = 24;
/** How long a program may take to say its version, milliseconds. */
const VERSION_MS = 10_000;

/** `version` as in `process.versions.node`. */
export function checkNode(version: string): Check {
  return {
    part: "node",
    limitMs: 1_000,
    run: async () =>
      Number.parseInt(version, 10) >= NODE_FLOOR
        ? [nodeFinding("fine", ({ node }) => node.fine(version))]
        : [nodeFinding("fault", ({ node }) => node.tooOld(version, NODE_FLOOR))],
  };
}

interface FfmpegCheckOptions {
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

/** `program` is null where the operator has set none. */
export function checkPages(program: YtdlpProgram | null): Check {
  return {
    part: "pages",
    limitMs: 90_000,
    async run(signal) {
      if (program === null) return [pagesFinding("fine", ({ pages }) => pages.off)];
      const version = await ytdlpVersion(program, signal);
      if (version === null) return [pagesFinding("fault", ({ pages }) => pages.silent)];
      if (isYtdlpBelowFloor(version))
        return [pagesFinding("fault", ({ pages }) => pages.tooOld(version, YTDLP_FLOOR))];
      const solver = await findSolver(program, signal);
      return [pagesFinding("fine", ({ pages }) => pages.fine(version)), solverFinding(solver)];
    },
  };
}

function solverFinding({ runtime, scripts }: Solver): Finding {
  if (scripts === null) return pagesFinding("fault", ({ pages }) => pages.noScripts);
  if (runtime === null) return pagesFinding("fault", ({ pages }) => pages.noRuntime);
  return pagesFinding("fine", ({ pages }) => pages.solver(runtime, scripts));
}

/** How far the programs that read strangers' files can be confined here. */
export function checkIsolation(probe: (signal: AbortSignal) => Promise<Isolation>): Check {
  return {
    part: "isolation",
    limitMs: 30_000,
    async run(signal) {
      const { nice, prlimit, unshare } = await probe(signal);
      return [
        namespaces(unshare),
        prlimit
          ? isolationFinding("fine", ({ isolation }) => isolation.limits)
          : isolationFinding("warning", ({ isolation }) => isolation.noLimits),
        nice
          ? isolationFinding("fine", ({ isolation }) => isolation.niceness)
          : isolationFinding("warning", ({ isolation }) => isolation.noNiceness),
      ];
    },
  };
}

function namespaces(unshare: Isolation["unshare"]): Finding {
  if (unshare === null) return isolationFinding("warning", ({ isolation }) => isolation.noNamespaces);
  return unshare.network
    ? isolationFinding("fine", ({ isolation }) => isolation.offline)
    : isolationFinding("warning", ({ isolation }) => isolation.online);
}
