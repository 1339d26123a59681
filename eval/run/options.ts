import { parseArgs } from "node:util";
import { z } from "zod";
import { DOUBLES, type DoubleName } from "../doubles/doubles.ts";
import { SAMPLERS, samplerOf } from "../watch/samplers.ts";

export interface EvalOptions {
  readonly quick: boolean;
  /** Folders of cases; empty: those that the program makes. */
  readonly sets: readonly string[];
  /** Addresses of model servers; empty: the one that the settings name. */
  readonly models: readonly string[];
  readonly doubles: readonly DoubleName[];
  readonly prompts: readonly string[];
  readonly samplers: readonly string[];
  readonly budgets: readonly (number | null)[];
  readonly out: string;
  readonly yes: boolean;
  /** Two files of runs. */
  readonly compare: readonly string[];
}

/** What was typed is wrong; the message says what and which values there are. */
export class OptionError extends Error {}

const budget = z.coerce.number().int().min(1).max(1_000);

export function readOptions(argv: readonly string[]): EvalOptions {
  const { values, positionals } = parsed(argv);
  const list = (text: string) => text.split(",").filter((one) => one !== "");
  const names = list(values.doubles ?? (values.quick && !values.models ? DOUBLES.join(",") : ""));
  const doubles = DOUBLES.filter((name) => names.includes(name));
  const unknown = names.filter((name) => !DOUBLES.some((known) => known === name));
  const samplers = list(values.samplers ?? "mixed,uniform");
  const strange = samplers.filter((name) => !SAMPLERS.includes(name) && !samplerOf(name, null));
  if (unknown.length > 0)
    throw new OptionError(`There is no double ${unknown.join(", ")}: ${DOUBLES.join(", ")}.`);
  if (strange.length > 0)
    throw new OptionError(`There is no sampler ${strange.join(", ")}: ${SAMPLERS.join(", ")}.`);
  return {
    quick: values.quick ?? false,
    sets: values.set ?? [],
    models: list(values.models ?? ""),
    doubles,
    prompts: list(values.prompts ?? "structured"),
    samplers,
    budgets: list(values.budgets ?? (values.quick ? "8" : "all")).map(readBudget),
    out: values.out ?? "eval/out",
    yes: values.yes ?? false,
    compare: values.compare ? positionals : [],
  };
}

function parsed(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        quick: { type: "boolean" },
        set: { type: "string", multiple: true },
        models: { type: "string" },
        doubles: { type: "string" },
        prompts: { type: "string" },
        samplers: { type: "string" },
        budgets: { type: "string" },
        out: { type: "string" },
        yes: { type: "boolean" },
        compare: { type: "boolean" },
      },
    });
  } catch (error) {
    throw new OptionError(error instanceof Error ? error.message : String(error));
  }
}

function readBudget(text: string): number | null {
  if (text === "all") return null;
  const read = budget.safeParse(text);
  if (!read.success)
    throw new OptionError(`A budget is a number of frames from 1 to 1000, or "all", and not ${text}.`);
  return read.data;
}
