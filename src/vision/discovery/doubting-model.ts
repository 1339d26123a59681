import { CuepointError, type ErrorCode } from "../../errors.ts";
import type { VisionModel } from "../model.ts";

/** After these the server may have another model or another context, or be another server. */
const TELLING: readonly ErrorCode[] = [
  "model-refused",
  "model-overflow",
  "model-text-only",
  "model-unreachable",
  "model-timeout",
  "model-loading",
];

interface Listener {
  /** A request failed in a way that puts in doubt what is known of the server. */
  readonly onDoubt: () => void;
  readonly onReply: () => void;
}

/** A model that tells when what is known of its server should be looked at again. */
export function doubtingModel(model: VisionModel, { onDoubt, onReply }: Listener): VisionModel {
  return {
    ...model,
    async *reply(request, signal) {
      try {
        yield* model.reply(request, signal);
        onReply();
      } catch (error) {
        if (error instanceof CuepointError && TELLING.includes(error.code)) onDoubt();
        throw error;
      }
    },
  };
}
