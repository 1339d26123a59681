import { CuepointError, type ErrorCode } from "../../errors.ts";
import type { VisionModel } from "../model.ts";
import type { ModelSource } from "./model-source.ts";

/** Errors of a server that has changed since it was found. */
const CHANGED: readonly ErrorCode[] = ["model-refused", "model-overflow", "model-text-only"];

export interface ModelWork<T> {
  readonly work: (model: VisionModel) => Promise<T>;
  /** Called while the server still loads the model. */
  readonly onLoading: () => void;
}

/**
 * Runs the work with the model, and once more where the server now has another model or context, or was loading. Null where
 * there is no model. Throws what the source and the work throw.
 */
export async function withModel<T>(
  source: ModelSource,
  { work, onLoading }: ModelWork<T>,
  signal: AbortSignal,
): Promise<T | null> {
  const model = await source(signal, onLoading);
  if (!model) return null;
  try {
    return await work(model);
  } catch (error) {
    const code = error instanceof CuepointError ? error.code : null;
    const wasLoading = code === "model-loading";
    if (!wasLoading && !(code && CHANGED.includes(code))) throw error;
    if (wasLoading) onLoading();
    const now = await source(signal, onLoading);
    if (!now || (now === model && !wasLoading)) throw error;
    return await work(now);
  }
}
