import { repeated } from "../clips/long.ts";
import { workFilms } from "../clips/recipes.ts";
import { makeClip } from "../clips/store.ts";
import { decodeOnly } from "../measure/run-program.ts";
import { bareSeeks } from "../measure/stills.ts";
import { type JobFacts, measureJob } from "../measure/whole-job.ts";
import { table } from "../table.ts";
import { type BenchRow, type Target, target } from "./row.ts";

/** Of one minute every frame is decoded, and starting programs weighs more than it: it is shown and has no target. */
const MINUTES = [1, 10, 60] as const;
/** A third of what the stills cost when this row was written, 1.3 times as long as bare ffmpeg. */
const MOST_STILLS = 0.43;

interface WorkResult extends JobFacts {
  readonly film: string;
  readonly minutes: number;
  /** Decoding the video once, and as many bare seeks as there are stills; milliseconds. */
  readonly decode: number;
  readonly seeks: number;
}

/** What a person waits for beside the model: scan, frames, stills and the whole, from the file to the posted summary. */
export const workRow: BenchRow = {
  name: "work",
  async measure({ quick, say }) {
    const results: WorkResult[] = [];
    for (const recipe of workFilms()) {
      const minute = await makeClip(recipe, say);
      for (const minutes of quick ? MINUTES.slice(0, 1) : MINUTES) {
        say(`${recipe.name}, ${minutes} minutes`);
        const path = minutes === 1 ? minute.path : await repeated(minute, minutes);
        results.push(
          await measureWork(recipe.name, path, { minutes, seconds: minute.truth.duration * minutes }),
        );
      }
    }
    return {
      text: workText(results),
      numbers: results,
      targets: results.filter(({ minutes }) => minutes > 1).flatMap(targetsOf),
    };
  },
};

async function measureWork(
  film: string,
  path: string,
  { minutes, seconds }: { minutes: number; seconds: number },
): Promise<WorkResult> {
  const { milliseconds: decode } = await decodeOnly(path);
  const job = await measureJob(path);
  const count = job.postedStills;
  const moments = Array.from({ length: count }, (_, i) => ((i + 0.37) / count) * seconds);
  return { film, minutes, decode, seeks: await bareSeeks(path, moments), ...job };
}

function targetsOf(one: WorkResult): Target[] {
  const name = (what: string) => `${one.film}, ${one.minutes} minutes: ${what}`;
  return [
    target(name("file to posted summary, decoding alone = 1"), {
      most: 0.45,
      reached: one.whole / one.decode,
    }),
    target(name("frames for the model, the scan = 1"), { most: 1 / 3, reached: one.frames / one.scan }),
    target(name("stills, bare ffmpeg = 1"), { most: MOST_STILLS, reached: one.stills / one.seeks }),
  ];
}

function workText(results: readonly WorkResult[]): string {
  const head = ["film", "minutes", "decode", "scan", "frames", "stills", "whole"];
  const more = ["frames of scan", "stills of bare", "N", "stills"];
  const rows = results.map((one) => {
    const ofDecode = (milliseconds: number) => (milliseconds / one.decode).toFixed(2);
    return [
      ...[one.film, String(one.minutes), `${(one.decode / 1_000).toFixed(1)} s`],
      ...[one.scan, one.frames, one.stills, one.whole].map(ofDecode),
      ...[(one.frames / one.scan).toFixed(2), (one.stills / one.seeks).toFixed(2)],
      ...[String(one.sentFrames), String(one.postedStills)],
    ];
  });
  return `Decoding alone = 1\n${table([...head, ...more], rows)}`;
}
