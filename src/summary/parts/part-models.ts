import type PQueue from "p-queue";
import type { Logger } from "../../logger.ts";
import { countedModel } from "../../vision/counted-model.ts";
import type { ModelSource } from "../../vision/discovery/model-source.ts";
import type { TokenUsage, VisionModel } from "../../vision/model.ts";

/** Where a server does not say how much it works on at a time: while it writes about one part, it reads the pictures of another. */
const AT_ONCE = 2;

/** The model for one part of a long video. */
interface PartModel {
  readonly model: ModelSource;
  /** Logs what the part cost. */
  readonly close: () => void;
}

/**
 * The model as the parts of one video use it. Once it is known, as many parts are asked about at a time as its server works on.
 * What each part costs, and all so far, goes into the log.
 */
export function createPartModels(
  source: ModelSource,
  { asks, logger }: { readonly asks: PQueue; readonly logger: Logger },
): (part: number) => PartModel {
  let isKnown = false;
  const all = { promptTokens: 0, cachedTokens: 0, outputTokens: 0 };
  const meet = async (model: VisionModel, signal: AbortSignal) => {
    if (isKnown) return;
    isKnown = true;
    asks.concurrency = (await model.parallel?.(signal)) ?? AT_ONCE;
  };
  return (part) => {
    const own = { promptTokens: 0, cachedTokens: 0, outputTokens: 0 };
    const counted = new WeakMap<VisionModel, VisionModel>();
    return {
      async model(signal, onLoading) {
        const model = await source(signal, onLoading);
        if (!model) return null;
        await meet(model, signal);
        // An unchanged model stays the same object, by which its users know that it is unchanged.
        const known = counted.get(model) ?? countedModel(model, (usage) => [own, all].forEach(adding(usage)));
        counted.set(model, known);
        return known;
      },
      close: () => logger.info({ part: part + 1, tokens: own, all: { ...all } }, "part asked"),
    };
  };
}

type Tokens = Record<"promptTokens" | "cachedTokens" | "outputTokens", number>;

function adding({ promptTokens, cachedTokens, outputTokens }: TokenUsage): (sum: Tokens) => void {
  return (sum) => {
    sum.promptTokens += promptTokens;
    sum.cachedTokens += cachedTokens ?? 0;
    sum.outputTokens += outputTokens;
  };
}
