import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { pino } from "pino";
import { probeIsolation } from "../src/process/isolation.ts";
import { createFfmpeg, locateFfmpeg } from "../src/video/ffmpeg/ffmpeg.ts";
import { createFfmpegReader } from "../src/video/ffmpeg/reader.ts";
import type { VideoReader } from "../src/video/video.ts";
import { makeClips } from "./fuzz/clips.ts";
import { type Look, lookAt } from "./fuzz/look.ts";
import { mutate } from "./fuzz/mutate.ts";

/**
 * Opens thousands of damaged copies of small valid videos. `npm run fuzz -- --files 2000 --seed 7 --parallel 2`; the
 * same seed makes the same files. What fails is kept and named; exit code 1 where anything did.
 */
const { values } = parseArgs({
  options: {
    files: { type: "string", default: "2000" },
    seed: { type: "string", default: String(Date.now() % 1_000_000) },
    parallel: { type: "string", default: "2" },
    /** Seconds after which no further file is begun. */
    seconds: { type: "string", default: "3600" },
  },
});
const files = Number(values.files);
const seed = Number(values.seed);
const mark = `CUEPOINT_FUZZ=${process.pid}-${seed}`;
const base = mkdtempSync(join(tmpdir(), "cuepoint-fuzz-"));
const kept = join(base, "failed");

console.log(`seed ${seed}, ${files} files`);
process.exitCode = await run();

async function run(): Promise<number> {
  const started = performance.now();
  const clips = await makeClips(base);
  const reader = await createReader();
  const looks: Look[] = [];
  const failed: string[] = [];
  const deadline = started + Number(values.seconds) * 1000;
  const rss: number[] = [];
  let next = 0;
  const work = async () => {
    for (let at = next++; at < files && performance.now() < deadline; at = next++) {
      const look = await tryOne(reader, [...clips], at);
      looks.push(look.result);
      if (look.result.fault) failed.push(`${look.name}: ${look.result.fault}`);
      if (looks.length % 200 === 0) {
        rss.push(process.memoryUsage.rss());
        console.log(`${looks.length} looked at, ${failed.length} failed`);
      }
    }
  };
  await Promise.all(Array.from({ length: Number(values.parallel) }, work));
  const left = readdirSync(base).filter((name) => name !== "failed" && !clips.has(name));
  const survivors = runningWith(mark);
  report(looks, performance.now() - started, rss);
  console.log(`files left: ${left.length}, processes left: ${survivors.length}, failed: ${failed.length}`);
  for (const line of failed) console.log(line);
  if (failed.length === 0) rmSync(base, { recursive: true });
  else console.log(`The files are in ${kept}`);
  return failed.length + left.length + survivors.length > 0 || looks.length === 0 ? 1 : 0;
}

async function createReader(): Promise<VideoReader> {
  const searchPath = process.env.PATH ?? "";
  const [name = "", value = ""] = mark.split("=");
  const environment = { PATH: searchPath, [name]: value };
  const signal = new AbortController().signal;
  const isolation = await probeIsolation({ searchPath, environment, signal });
  const programs = locateFfmpeg({ ffmpegPath: undefined, ffprobePath: undefined, searchPath });
  const logger = pino({ enabled: false });
  return createFfmpegReader(createFfmpeg({ ...programs, environment, logger, isolation }), {
    maxMinutes: 180,
  });
}

async function tryOne(reader: VideoReader, clips: readonly [string, Buffer][], at: number) {
  const [name = "", clip = Buffer.alloc(0)] = clips[at % clips.length] ?? [];
  const [, other = clip] = clips[(at * 7 + 3) % clips.length] ?? [];
  const folder = mkdtempSync(join(base, "run-"));
  const path = join(folder, "video.bin");
  const mutated = mutate(clip, other, seed * 1_000_003 + at);
  writeFileSync(path, mutated);
  const result = await lookAt(reader, path);
  const extra = readdirSync(folder).filter((file) => file !== "video.bin");
  rmSync(folder, { recursive: true });
  const fault = result.fault ?? (extra.length > 0 ? `left ${extra.join(", ")}` : null);
  if (fault) {
    mkdirSync(kept, { recursive: true });
    writeFileSync(join(kept, `${at}-${name}`), mutated);
  }
  return { name: `${at}-${name}`, result: { ...result, fault } };
}

/** Command lines of processes that carry the mark in their environment. */
function runningWith(text: string): string[] {
  const ids = readdirSync("/proc").filter((id) => /^\d+$/.test(id) && id !== String(process.pid));
  return ids.filter((id) => {
    try {
      return readFileSync(`/proc/${id}/environ`, "utf8").includes(text);
    } catch {
      return false;
    }
  });
}

function report(looks: readonly Look[], ms: number, rss: readonly number[]): void {
  const endings = Object.entries(Object.groupBy(looks, ({ ending }) => ending));
  for (const [ending, list = []] of endings.sort(([, a = []], [, b = []]) => b.length - a.length)) {
    console.log(`${String(list.length).padStart(6)}  ${ending}`);
  }
  const times = looks.map((look) => look.ms).sort((a, b) => a - b);
  const at = (share: number) => Math.round(times[Math.floor(times.length * share)] ?? 0);
  const slowest = Math.round(times.at(-1) ?? 0);
  console.log(
    `${looks.length} files in ${Math.round(ms / 1000)} s; a file: median ${at(0.5)} ms, 99 % ${at(0.99)} ms, slowest ${slowest} ms`,
  );
  const megabytes = rss.map((bytes) => Math.round(bytes / 1e6));
  console.log(`memory: ${megabytes[0] ?? 0} MB after 200 files, ${megabytes.at(-1) ?? 0} MB at the end`);
}
