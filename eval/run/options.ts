import { parseArgs } from "node:util";
import { z } from "zod";
import { PROMPT_NAMES } from "../../src/summary/prompts/prompts.ts";
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
  /** Files of two runs. */
  readonly compare: readonly string[];
  /** Files of one run, or of two. */
  readonly page: readonly string[];
}

/** What was typed is wrong; the message says what and which values there are. */
export class OptionError extends Error {}

const budget = z.coerce.number().int().min(1).max(1_000);

/** What is measured where nothing else is asked for. */
const USUAL = { doubles: "", samplers: "mixed,uniform,random", budgets: "16" };
/** The whole road in seconds, by models that need no server. */
const QUICK = { doubles: DOUBLES.join(","), samplers: "mixed", budgets: "24" };

export function readOptions(argv: readonly string[]): EvalOptions {
  const { values, positionals } = parsed(argv);
  const { quick = false, models = "", prompts = "structured", out = "eval/out" } = values;
  const usual = quick && models === "" ? QUICK : USUAL;
  const list = (text: string) => text.split(",").filter((one) => one !== "");
  const names = list(values.doubles ?? usual.doubles);
  const samplers = list(values.samplers ?? usual.samplers);
  refuse(names, "double", DOUBLES);
  const asked = list(prompts);
  refuse(asked, "prompt", PROMPT_NAMES);
  refuse(
    samplers.filter((name) => !samplerOf(name)),
    "sampler",
    SAMPLERS,
  );
  return {
    ...{ quick, out, samplers, models: list(models), prompts: asked },
    sets: values.set ?? [],
    doubles: DOUBLES.filter((name) => names.includes(name)),
    budgets: list(values.budgets ?? usual.budgets).map(readBudget),
    yes: values.yes ?? false,
    compare: values.compare ? filesOf(positionals) : [],
    page: values.page ? filesOf(positionals) : [],
  };
}

function filesOf(positionals: readonly string[]): readonly string[] {
  if (positionals.length > 0) return positionals;
  throw new OptionError("Name the file of a run, such as eval/out/run.json.");
}

function refuse(names: readonly string[], what: string, known: readonly string[]): void {
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length === 0) return;
  throw new OptionError(`There is no ${what} ${unknown.join(", ")}. There are ${known.join(", ")}.`);
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
        page: { type: "boolean" },
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
