import { table } from "../../bench/table.ts";
import { VERDICTS } from "../../src/chat/verdict.ts";
import { wilson } from "../statistics/wilson.ts";
import type { FeedbackLine } from "./line.ts";

const MINUTE = 60;

/** Upper ends, seconds. */
const LENGTHS: readonly (readonly [number, string])[] = [
  [3 * MINUTE, "under 3 minutes"],
  [12 * MINUTE, "3 to 12 minutes"],
  [60 * MINUTE, "12 to 60 minutes"],
  [Number.POSITIVE_INFINITY, "an hour or more"],
];

const GROUPINGS: Readonly<Record<string, (line: FeedbackLine) => string>> = {
  "prompt version": ({ prompt_version }) => prompt_version,
  model: ({ model, server }) => `${model ?? "no model"}${server === null ? "" : ` on ${server}`}`,
  sampler: ({ sampler }) => sampler ?? "not known",
  kind: ({ kind }) => kind,
  length: ({ video_seconds }) => LENGTHS.find(([end]) => video_seconds < end)?.[1] ?? "",
};

const WRONG = VERDICTS.filter((verdict) => verdict !== "good");
const HEAD = ["verdicts", "good", "95 % interval", ...WRONG];

/** Shares of verdicts by what made the summaries. Of fewer than `fewest` verdicts there is no share, since it would say nothing. */
export function feedbackReport(lines: readonly FeedbackLine[], fewest: number): string {
  if (lines.length === 0) return "There is no feedback yet.";
  const blocks = Object.entries(GROUPINGS).map(([name, of]) => {
    const groups = [...Map.groupBy(lines, of)].toSorted(([a], [b]) => (a < b ? -1 : 1));
    return table(
      [name, ...HEAD],
      groups.map(([group, votes]) => [group, ...cellsOf(votes, fewest)]),
    );
  });
  return blocks.join("\n\n");
}

function cellsOf(votes: readonly FeedbackLine[], fewest: number): string[] {
  const count = (verdict: string) => votes.filter((vote) => vote.verdict === verdict).length;
  const wrong = WRONG.map((verdict) => String(count(verdict)));
  if (votes.length < fewest) return [String(votes.length), "too few", "", ...wrong];
  const { low, high } = wilson(count("good"), votes.length);
  const interval = `${percent(low)} to ${percent(high)}`;
  return [String(votes.length), percent(count("good") / votes.length), interval, ...wrong];
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
