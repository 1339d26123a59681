import { CuepointError } from "../../errors.ts";
import { withModel } from "../../vision/discovery/with-model.ts";
import type { CollectedReply } from "../../vision/model.ts";
import { exchangeMessages } from "../ask/prompt.ts";
import type { Checked } from "../ask/reply.ts";
import { requestChecked } from "../ask/request.ts";
import type { KindDeps, KindMaterial } from "./kind.ts";

interface KindQuestion<T> {
  readonly question: string;
  readonly schema: { readonly name: string; readonly schema: Readonly<Record<string, unknown>> };
  /** Where the context is small, fewer are asked for. */
  readonly maxOutputTokens: number;
  /** Gets replies that are whole. */
  readonly check: (text: string) => Checked<T>;
}

/** The reply takes this share of the context at most. */
const OUTPUT_SHARE = 1 / 8;

const CUT_OFF = { ok: false, problems: ["It was cut off: write shorter texts, and fewer items."] } as const;

/**
 * One more request over what the model was shown and said, whose beginning its server still has in its cache. Null where no
 * model has seen the video. Throws what the model throws, and `model-missing` where it is gone.
 */
export async function askOverOpening<T>(
  { model: source, logger }: KindDeps,
  { opening, routingKey, failures }: Pick<KindMaterial, "opening" | "routingKey" | "failures">,
  { question, schema, maxOutputTokens, check }: KindQuestion<T>,
  signal: AbortSignal,
): Promise<T | null> {
  if (!opening) return null;
  const messages = [...exchangeMessages(opening), { role: "user" as const, content: question }];
  const [first] = opening.frames;
  const request = { messages, schema, cacheKey: routingKey, ...(first && { pictureSize: first }) };
  const checkWhole = ({ text, finishReason }: CollectedReply) =>
    finishReason === "length" ? CUT_OFF : check(text);
  const answered = await withModel(
    source,
    {
      work(model) {
        const share = Math.floor(model.limits.contextTokens * OUTPUT_SHARE);
        const limited = { ...request, maxOutputTokens: Math.min(maxOutputTokens, share) };
        return requestChecked({ model, request: limited, check: checkWhole, failures, logger }, signal);
      },
      onLoading: () => {},
    },
    signal,
  );
  if (!answered) throw new CuepointError("model-missing");
  return answered.value;
}
