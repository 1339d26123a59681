import type { Config } from "../../src/config.ts";
import { CuepointError } from "../../src/errors.ts";
import type { Logger } from "../../src/logger.ts";
import { createModelSource, type ModelSource } from "../../src/vision/discovery/model-source.ts";
import type { EvalCase } from "../case.ts";
import { createDouble, type DoubleName } from "../doubles/doubles.ts";
import { type EvalOptions, OptionError } from "./options.ts";
import type { EvalModel } from "./plan.ts";

/** A model that was found. */
export interface OpenModel extends EvalModel {
  /** A double has to know the truth of the case. */
  readonly source: (truth: EvalCase) => ModelSource;
  /** Requests that its server works on at a time. */
  readonly parallel: number;
}

/** How long a server may take to load its model, milliseconds. */
const LOADING_MS = 600_000;
/** A double answers at once: what remains is ffmpeg's work. */
const DOUBLES_AT_ONCE = 2;

/** Asks each server for its model before anything is started. Throws where one does not answer. */
export async function openModels(
  { models, doubles }: Pick<EvalOptions, "models" | "doubles">,
  { model: settings }: Pick<Config, "model">,
  { logger, signal }: { readonly logger: Logger; readonly signal: AbortSignal },
): Promise<OpenModel[]> {
  const named = new Set(models.length > 0 || doubles.length > 0 ? models : [settings.baseUrl]);
  const opened: ServerModel[] = [];
  for (const baseUrl of named) {
    if (baseUrl === undefined) {
      throw new OptionError(
        "No model server is configured. Set MODEL_BASE_URL, name one with --models, or try --doubles perfect.",
      );
    }
    // A key is for the server that it was set for, and for no other.
    const { name, apiKey, ...rest } = settings;
    const own = baseUrl === settings.baseUrl ? { name, apiKey } : { name: undefined, apiKey: undefined };
    opened.push(
      await openModel(baseUrl, createModelSource({ ...rest, ...own, baseUrl }, logger, LOADING_MS), signal),
    );
  }
  const same = opened.find((one, i) => opened.findIndex(({ shown }) => shown === one.shown) < i);
  if (same !== undefined) {
    throw new OptionError(
      `Two servers call their model ${same.shown}, so that their outcomes could not be told apart. Run each with its own --out, then --compare the two.`,
    );
  }
  return [...opened, ...doubles.map(openDouble)];
}

interface ServerModel extends OpenModel {
  /** As it is told from others in what a run has written: by its name and the server's program. */
  readonly shown: string;
}

async function openModel(baseUrl: string, source: ModelSource, signal: AbortSignal): Promise<ServerModel> {
  try {
    const model = await source(signal);
    if (!model) throw new CuepointError("model-missing");
    const parallel = (await model.parallel?.(signal)) ?? 1;
    const shown = `${model.name} (${model.contextFrom ?? "other"})`;
    return { baseUrl, name: model.name, parallel, shown, source: () => source };
  } catch (error) {
    if (!(error instanceof CuepointError) || error.code === "cancelled") throw error;
    throw new OptionError(
      `The model server at ${baseUrl} cannot be asked (${error.code}). "npm run doctor" says why.`,
    );
  }
}

function openDouble(name: DoubleName): OpenModel {
  const source = (truth: EvalCase) => {
    const double = createDouble(name, truth);
    return async () => double;
  };
  return { baseUrl: `double:${name}`, name: `double-${name}`, parallel: DOUBLES_AT_ONCE, source };
}

export function isDouble({ baseUrl }: EvalModel): boolean {
  return baseUrl.startsWith("double:");
}
