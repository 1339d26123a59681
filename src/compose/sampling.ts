import type { Config } from "../config.ts";
import type { Logger } from "../logger.ts";
import type { SummaryDeps } from "../summary/request.ts";
import { STRATEGIES } from "../video/sample/strategies.ts";
import { createEmbedderSource } from "../vision/embeddings/embedder-source.ts";

/** How frames are chosen. By meaning takes an embedding server; without one it is the default way. */
export function sampling(
  { sampling: name, embeddings }: Pick<Config, "sampling" | "embeddings">,
  logger: Logger,
): Pick<SummaryDeps, "strategy" | "byMeaning"> {
  if (name !== "clip") return { strategy: STRATEGIES[name] };
  const strategy = STRATEGIES.mixed;
  if (embeddings.baseUrl !== undefined) {
    return { strategy, byMeaning: createEmbedderSource(embeddings, logger) };
  }
  logger.warn("SAMPLING_STRATEGY=clip needs EMBED_BASE_URL, choosing frames by mixed");
  return { strategy };
}
