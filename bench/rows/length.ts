import { repeated } from "../clips/long.ts";
import { lengthFilm } from "../clips/recipes.ts";
import { makeClip } from "../clips/store.ts";
import { openVideo } from "../measure/open-video.ts";
import { median } from "../measure/run-program.ts";
import { scanFile } from "../measure/scan.ts";
import type { ScanFacts } from "../measure/scan-process.ts";
import { takeStills } from "../measure/stills.ts";
import { table } from "../table.ts";
import { type BenchRow, target } from "./row.ts";

const SHORT = 2;
const LONG = 120;
/** Stills from all over the long clip; the first and the last tenth are compared. */
const STILLS = 100;

/** Two minutes and two hours of the same film: neither memory nor a still may cost more. */
export const lengthRow: BenchRow = {
  name: "length",
  async measure({ quick, say }) {
    const minute = await makeClip(lengthFilm, say);
    const long = await repeated(minute, quick ? LONG / 10 : LONG);
    const scans: Record<string, ScanFacts> = {};
    for (const [name, path] of [
      ["short", await repeated(minute, SHORT)],
      ["long", long],
    ] as const) {
      for (const kind of ["default", "thorough"] as const) {
        scans[`${name}, ${kind}`] = await scanFile(path, kind, [128]);
      }
    }
    const grown = (name: string) => (scans[name]?.nodePeak ?? Number.NaN) - (scans[name]?.nodeIdle ?? 0);
    const stills = await stillByStill(long);
    const rows = Object.entries(scans).map(([name, { milliseconds, plan, candidates, ffmpegPeak }]) => [
      name,
      `${(milliseconds / 1_000).toFixed(1)} s`,
      `+${Math.round(grown(name))}`,
      ffmpegPeak === null ? "" : String(Math.round(ffmpegPeak)),
      String(candidates.length),
      plan,
    ]);
    const minutes = quick ? LONG / 10 : LONG;
    return {
      text: `${table([`${SHORT} and ${minutes} minutes`, "wall", "Node MB", "ffmpeg MB", "candidates", "plan"], rows)}
${STILLS} stills one by one: the first ten ${Math.round(stills.first)} ms each, the last ten ${Math.round(stills.last)} ms (medians)`,
      numbers: { scans, stills },
      targets: [
        target(`Node over idle, ${minutes} minutes, default, MB`, {
          most: 150,
          reached: grown("long, default"),
        }),
        target(`Node over idle, ${minutes} minutes, thorough, MB`, {
          most: 150,
          reached: grown("long, thorough"),
        }),
        target(`the hundredth still of ${minutes} minutes, the first = 1`, {
          most: 1.2,
          reached: stills.last / stills.first,
        }),
      ],
    };
  },
};

async function stillByStill(path: string): Promise<{ first: number; last: number; all: number[] }> {
  const video = await openVideo(path);
  const all: number[] = [];
  for (let i = 0; i < STILLS; i++) {
    const { milliseconds } = await takeStills(video, [((i + 0.37) / STILLS) * video.info.duration]);
    all.push(milliseconds);
  }
  return { first: median(all.slice(0, 10)), last: median(all.slice(-10)), all };
}
