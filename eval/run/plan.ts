import { createHash } from "node:crypto";
import type { EvalCase } from "../case.ts";
import type { Variant } from "../outcome.ts";
import type { SetCase } from "../set.ts";
import { promptNamed } from "../watch/prompts.ts";
import { samplersNamed } from "../watch/samplers.ts";

/** A model by the address of its server, and as the server names it. */
export interface EvalModel {
  readonly baseUrl: string;
  readonly name: string;
}

export interface Wanted {
  readonly models: readonly EvalModel[];
  readonly prompts: readonly string[];
  readonly samplers: readonly string[];
  /** Null: as many as fit. */
  readonly budgets: readonly (number | null)[];
}

/** One case with one variant. */
export interface Task {
  /** The same in each run, so that a run can go on where it stopped. */
  readonly id: string;
  readonly model: EvalModel;
  readonly variant: Pick<Variant, "prompt" | "sampler" | "budget">;
  readonly item: SetCase;
}

/**
 * All variants of one case after another, so that they share the machine's good and bad minutes. Each case begins with another
 * variant: what one leaves in a server's cache must not always help the same next one.
 */
export function planTasks(cases: readonly SetCase[], wanted: Wanted): Task[] {
  const { models, prompts, samplers, budgets } = wanted;
  const variants = models.flatMap((model) =>
    prompts.flatMap((prompt) =>
      budgets.flatMap((budget) =>
        samplers.flatMap(samplersNamed).map((sampler) => ({ model, variant: { prompt, sampler, budget } })),
      ),
    ),
  );
  return cases.flatMap((item, i) => {
    const first = Math.floor((i * variants.length) / cases.length);
    return [...variants.slice(first), ...variants.slice(0, first)].map(({ model, variant }): Task => {
      return { id: taskId(item.truth, model, variant), model, variant, item };
    });
  });
}

/** Holds all that an outcome depends on, so that a run does not go on with what was made of another truth or by other prompts. */
function taskId(
  truth: EvalCase,
  { baseUrl, name }: EvalModel,
  { prompt, sampler, budget }: Task["variant"],
): string {
  const of = createHash("sha256").update(JSON.stringify(truth)).digest("hex").slice(0, 12);
  const { version } = promptNamed(prompt);
  return JSON.stringify([truth.id, of, baseUrl, name, prompt, version, sampler, budget]);
}

/** Tokens of a frame of 512 by 288 pixels with its label, and of a summary's texts. */
const FRAME_TOKENS = 167;
const TEXT_TOKENS = 2_500;
const FRAMES = 96;
/** Seconds that a small model on one GPU is taken to need for a summary and its questions. A guess, as the estimate says. */
const SECONDS = 15;

interface Estimate {
  readonly requests: number;
  readonly tokens: number;
  readonly minutes: number;
}

/** What a run will cost at least, before it starts. A question is asked over frames that the server has in its cache. */
export function estimate(tasks: readonly Task[], parallel: number): Estimate {
  const requests = tasks.reduce(
    (sum, { variant, item }) => sum + promptNamed(variant.prompt).requests + item.truth.questions.length,
    0,
  );
  const tokens = tasks.reduce((sum, { variant, item }) => {
    const texts = promptNamed(variant.prompt).requests * TEXT_TOKENS;
    const look = (variant.budget ?? FRAMES) * FRAME_TOKENS + texts;
    return sum + look + item.truth.questions.length * (TEXT_TOKENS / 2);
  }, 0);
  return { requests, tokens: Math.round(tokens), minutes: (tasks.length * SECONDS) / 60 / parallel };
}
