import type { Logger } from "../../logger.ts";
import type { ModelSource } from "../../vision/discovery/model-source.ts";
import { withModel } from "../../vision/discovery/with-model.ts";
import type { CollectedReply, VisionModel } from "../../vision/model.ts";
import { requestChecked } from "../ask/request.ts";
import type { SummaryRequest } from "../request.ts";
import type { Summary } from "../summary.ts";
import { timed } from "../timed.ts";
import { withoutModel } from "../warnings.ts";
import { checkOutline } from "./check-outline.ts";
import { type Outline, outlineOfParts } from "./outline.ts";
import { OUTLINE_TOKENS, outlineRequest, outlineSchema } from "./prompt.ts";

interface OutlineDeps {
  readonly model: ModelSource;
  readonly logger: Logger;
}

interface ToOutline {
  /** In order; the texts of those that a model has seen are what the outline is written from. */
  readonly parts: readonly Summary[];
  readonly request: Pick<SummaryRequest, "language" | "routingKey" | "report" | "failures">;
}

/**
 * Writes the outline of a long video from its parts' texts alone. One repair try, then the parts stand in order with their own
 * titles; also where there is no model, or no room in its context.
 */
export async function writeOutline(
  { model: source, logger }: OutlineDeps,
  { parts, request }: ToOutline,
  signal: AbortSignal,
): Promise<Outline> {
  if (!parts.some(({ model }) => model !== null)) return outlineOfParts(parts);
  const { report, language, routingKey, failures = 0 } = request;
  report({ step: "outline" });
  const work = async (model: VisionModel): Promise<Outline | null> => {
    // A repair try repeats the reply.
    const room = model.limits.contextTokens - 2 * OUTLINE_TOKENS;
    const asked = outlineRequest(parts, { language, room });
    if (!asked) return null;
    const { messages, ids } = asked;
    const schema = outlineSchema(ids);
    const sent = { messages, schema, maxOutputTokens: OUTLINE_TOKENS, cacheKey: routingKey };
    const check = ({ text }: CollectedReply) => checkOutline(text, parts);
    return (await requestChecked({ model, request: sent, check, failures, logger }, signal)).value;
  };
  try {
    const onLoading = () => report({ step: "load" });
    const outline = await timed(logger, "outline", () => withModel(source, { work, onLoading }, signal));
    report({ step: "outline", done: true });
    return outline ?? outlineOfParts(parts);
  } catch (error) {
    signal.throwIfAborted();
    withoutModel(error);
    logger.warn({ err: error }, "no outline from a model, the parts stand in order");
    return outlineOfParts(parts);
  }
}
