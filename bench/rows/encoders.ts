import { encoders } from "../clips/recipes.ts";
import { type Clip, makeClip } from "../clips/store.ts";
import { decodeOnly } from "../measure/run-program.ts";
import { scanClip } from "../measure/scan.ts";
import { scoreTransitions, seen, type TransitionScore } from "../measure/score.ts";
import { share, table } from "../table.ts";
import type { BenchRow } from "./row.ts";

interface EncoderResult {
  readonly name: string;
  readonly ratio: number;
  readonly score: TransitionScore;
  readonly textChanges: string;
  readonly marks: string;
}

/** The thorough scan of one film by other encoders: what it finds must not depend on who encoded it. */
export const encodersRow: BenchRow = {
  name: "encoders",
  async measure({ say }) {
    const results: EncoderResult[] = [];
    for (const recipe of encoders(60)) results.push(await measureEncoder(await makeClip(recipe, say)));
    return { text: encoderText(results), numbers: results };
  },
};

async function measureEncoder(clip: Clip): Promise<EncoderResult> {
  const { milliseconds } = await decodeOnly(clip.path);
  const scan = await scanClip(clip, "thorough");
  const { textChanges, marks } = clip.truth;
  return {
    name: clip.name,
    ratio: scan.milliseconds / milliseconds,
    score: scoreTransitions(clip.truth, scan.cuts),
    textChanges: `${seen(textChanges, scan.candidates)}/${textChanges.length}`,
    marks: `${seen(marks, scan.candidates)}/${marks.length}`,
  };
}

function encoderText(results: readonly EncoderResult[]): string {
  const rows = results.map(({ name, ratio, score, textChanges, marks }) => [
    name,
    ratio.toFixed(2),
    `${share(score.precision)} ${share(score.recall)} ${share(score.f1)}`,
    String(score.flashes),
    textChanges,
    marks,
  ]);
  return table(["encoder (thorough, 360p)", "to decode", "P R F1", "flashes", "text", "marks"], rows);
}
