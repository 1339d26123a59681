import { CuepointError } from "../../errors.ts";
import type { Logger } from "../../logger.ts";
import type { Cue } from "../../sound/transcript.ts";
import { requestChecked } from "../../summary/ask/request.ts";
import type { CollectedReply, ModelMessage, VisionModel } from "../../vision/model.ts";
import { estimatePromptTokens } from "../../vision/tokens.ts";
import type { AboutSpeech } from "../about-speech.ts";
import { LINE_TOKENS, outputTokens } from "../budget.ts";
import type { Turn } from "../context.ts";
import { findSaid, linesThatFit } from "../find-said.ts";
import { type CheckedTexts, checkTexts } from "./check-texts.ts";
import type { LongVideo } from "./long-video.ts";
import { textsRequests, textsSchema } from "./texts-prompt.ts";

interface AskedOfTexts {
  readonly text: string;
  readonly language: string;
  readonly about: AboutSpeech;
  readonly video: LongVideo;
  /** Positions, ascending. */
  readonly segments: readonly number[];
  readonly turns: readonly Turn[];
  readonly failures: number;
  readonly routingKey: string;
}

export interface FromTexts {
  readonly checked: CheckedTexts;
  readonly reply: string;
  /** Oldest turns that had to be left out. */
  readonly droppedTurns: number;
}

/**
 * Answers from the parts' texts and what was said, without a picture. Without the conversation where there is no room for it; nothing is
 * found where there is none for the texts. Throws `model-*` errors.
 */
export async function answerFromTexts(
  { model, logger }: { readonly model: VisionModel; readonly logger: Logger },
  asked: AskedOfTexts,
  signal: AbortSignal,
): Promise<FromTexts> {
  const { text, video, segments, failures, routingKey, turns } = asked;
  const lines = linesFor(asked);
  const maxOutputTokens = outputTokens(model);
  // A repair try repeats the reply.
  const room = model.limits.contextTokens - 2 * maxOutputTokens;
  const ways = waysOf(asked, lines).filter(({ messages }) => tokensOf(messages) <= room);
  for (const { messages, kept } of ways) {
    const request = {
      ...{ messages, maxOutputTokens, cacheKey: routingKey },
      schema: textsSchema(segments, lines),
    };
    const check = ({ text: reply }: CollectedReply) =>
      checkTexts(reply, video, { question: text, segments, lines });
    try {
      const { value, text: reply } = await requestChecked(
        { model, request, check, failures, logger },
        signal,
      );
      return { checked: value, reply, droppedTurns: turns.length - kept };
    } catch (error) {
      // The server counts more than we do.
      if (!(error instanceof CuepointError && error.code === "model-overflow")) throw error;
    }
  }
  logger.info({ segments: segments.length }, "the texts have no room in the model's context");
  return { checked: { kind: "not-found" }, reply: '{"found": false, "look": null}', droppedTurns: 0 };
}

/** What was said with the question's words, where it may be about that. */
function linesFor({ text, about, video }: AskedOfTexts): readonly Cue[] {
  if (about === "no") return [];
  const said = findSaid(text, video.summary.cues, video.duration);
  return linesThatFit(said?.lines ?? [], [], LINE_TOKENS);
}

interface Way {
  readonly messages: readonly ModelMessage[];
  /** How many turns it has. */
  readonly kept: number;
}

/** The best first: the descriptions matter more than the conversation. */
function waysOf({ text, language, video, segments, turns }: AskedOfTexts, lines: readonly Cue[]): Way[] {
  const question = { text, language, segments, lines };
  const [full, bare] = [turns, []].map((kept) => textsRequests(video, { ...question, turns: kept }));
  const way = (messages: readonly ModelMessage[] | undefined, kept: number): Way[] =>
    messages ? [{ messages, kept }] : [];
  return [
    ...way(full?.[0], turns.length),
    ...(turns.length > 0 ? way(bare?.[0], 0) : []),
    ...way(bare?.[1], 0),
  ];
}

function tokensOf(messages: readonly ModelMessage[]): number {
  return estimatePromptTokens(messages, { width: 0, height: 0 });
}
