import type { Config } from "../config.ts";
import type { Logger } from "../logger.ts";
import type { SummaryDeps } from "../summary/request.ts";
import { STRATEGIES } from "../video/sample/strategies.ts";
import { createEmbedderSource } from "../vision/embeddings/embedder-source.ts";

/** How frames are chosen, and what gives them vectors. By meaning takes an embedding server; without one it is the default way. */
export function sampling(
  { sampling: name, embeddings }: Pick<Config, "sampling" | "embeddings">,
  logger: Logger,
): Pick<SummaryDeps, "strategy" | "byMeaning" | "embeddings"> {
  const source = embeddings.baseUrl === undefined ? undefined : createEmbedderSource(embeddings, logger);
  if (name !== "clip") return { strategy: STRATEGIES[name], ...(source && { embeddings: source }) };
  const strategy = STRATEGIES.mixed;
  if (source) return { strategy, byMeaning: source, embeddings: source };
  logger.warn("SAMPLING_STRATEGY=clip needs EMBED_BASE_URL, choosing frames by mixed");
  return { strategy };
}
