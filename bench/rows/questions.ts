import { anchor } from "../clips/recipes.ts";
import { makeClip } from "../clips/store.ts";
import { measureQuestions, type QuestionResult } from "../questions/measure.ts";
import { share, table } from "../table.ts";
import { type BenchRow, type Target, target } from "./row.ts";

/** Follow-up questions about a minute: what lies in the server's cache, and what they cost beside the model. */
export const questionsRow: BenchRow = {
  name: "questions",
  async measure({ say }) {
    const numbers = await measureQuestions(await makeClip(anchor(60), say));
    return { text: questionText(numbers), numbers, targets: targetsOf(numbers) };
  },
};

function targetsOf({ cache, own }: QuestionResult): Target[] {
  const plain = cache
    .filter(({ kind }) => kind.startsWith("questions"))
    .flatMap(({ ofPrompt }) => ofPrompt ?? []);
  const frozen = cache.flatMap(({ ofFirstLook }) => ofFirstLook ?? []);
  const text = own.find(({ kind }) => kind.startsWith("nothing"))?.times ?? [];
  return [
    ...(plain.length > 0
      ? [target("questions: cached of the prompt", { least: 0.95, reached: Math.min(...plain) })]
      : []),
    ...(frozen.length > 0
      ? [target("questions: cached of the first look", { least: 0.99, reached: Math.min(...frozen) })]
      : []),
    target("questions: ours beside the model, p50 ms", { most: 50, reached: percentile(text, 0.5) }),
  ];
}

function percentile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * part) - 1)] ?? Number.NaN;
}

function questionText({ model, frames, cache, own, storedBytes, videoBytes }: QuestionResult): string {
  const least = (values: readonly number[] | null) => (values ? share(Math.min(...values)) : "not told");
  const ms = (values: readonly number[], part: number) => percentile(values, part).toFixed(0);
  const cached = table(
    [
      `with ${model}`,
      "requests",
      "cached / prompt, least",
      "of the first look, least",
      "first token p50, ms",
      "p95",
    ],
    cache.map(({ kind, requests, ofPrompt, ofFirstLook, firstToken }) => [
      ...[kind, String(requests), least(ofPrompt), least(ofFirstLook)],
      ...[ms(firstToken, 0.5), ms(firstToken, 0.95)],
    ]),
  );
  const ours = table(
    [`without the model, ${frames} frames in SQLite`, "p50, ms", "p95"],
    own.map(({ kind, times }) => [kind, ms(times, 0.5), ms(times, 0.95)]),
  );
  const kept = `Kept of a video: ${(storedBytes / 1e6).toFixed(1)} MB, and for a while its ${(videoBytes / 1e6).toFixed(1)} MB`;
  return `${cached}\n\n${ours}\n\n${kept}`;
}
