import { z } from "zod";
import { evalCase } from "../case.ts";
import type { Figures } from "../figures.ts";
import { type Outcome, outcome, type Variant } from "../outcome.ts";
import { computeFigures, type Graded, gradeAll } from "../statistics/compute-figures.ts";
import { shownSampler } from "../watch/samplers.ts";

/** A run as a file: all that its page shows, and nothing that has to be looked up elsewhere. */
export const runFile = z.strictObject({
  /** Goes up whenever the form changes. */
  version: z.literal(1),
  /** ISO 8601. */
  at: z.string(),
  /** Only doubles were asked, whose quality is known beforehand: it says nothing about any model. */
  isDoubles: z.boolean(),
  cases: z.array(evalCase),
  outcomes: z.array(outcome),
});

export type RunFile = z.infer<typeof runFile>;

/** What one variant reached over all cases. */
export interface VariantResult {
  /** As it is shown: "qwen3-vl · structured · mixed · 32 frames". */
  readonly name: string;
  readonly variant: Variant;
  readonly outcomes: readonly Outcome[];
  readonly graded: Graded;
  readonly figures: Figures;
}

/** What distinguishes a variant, part by part, always in this order. */
export function variantParts({ model, prompt, sampler, budget }: Variant): string[] {
  return [
    model || "no model",
    prompt,
    shownSampler(sampler),
    budget === null ? "all frames" : `${budget} frames`,
  ];
}

/** Between the parts of a variant's name. */
export const BETWEEN = " · ";

const nameOf = (variant: Variant) => variantParts(variant).join(BETWEEN);

/** By variant, in the order of the run; the seeds of a random sampler count as one. */
export function resultsOf({ cases, outcomes }: Pick<RunFile, "cases" | "outcomes">): VariantResult[] {
  const groups = Map.groupBy(outcomes, ({ variant }) => nameOf(variant) + BETWEEN + variant.server);
  const firsts = [...groups.values()].flatMap(([first]) => (first ? [nameOf(first.variant)] : []));
  return [...groups].flatMap(([full, group]) => {
    const [first] = group;
    if (!first) return [];
    const { variant } = first;
    const short = nameOf(variant);
    // Two servers may have the same model.
    const name = firsts.filter((one) => one === short).length > 1 ? full : short;
    const graded = gradeAll(cases, group);
    return [{ name, variant, outcomes: group, graded, figures: computeFigures(graded) }];
  });
}
