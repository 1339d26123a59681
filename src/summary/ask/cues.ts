import type { Cue } from "../../sound/transcript.ts";
import type { MessagePart } from "../../vision/model.ts";
import { estimateTextTokens } from "../../vision/tokens.ts";

/** Quotes of one segment; a third adds more to read than it tells. */
export const MOST_QUOTES = 2;
/** Of the model's context, cues may take this share: the frames need the rest. */
const CUE_SHARE = 0.35;

/** One line for the model: its id, and the words with nothing in them that could end the quotation. */
function lineOf({ id, text, speaker }: Cue): string {
  const said = speaker === undefined ? text : `${speaker}: ${text}`;
  return `[${id}] "${said.replace(/["“”<>[\]\s]+/g, " ").trim()}"`;
}

/** What was said between two pictures, as one text; empty where nothing was. */
function heardPart(cues: readonly Cue[]): MessagePart[] {
  return cues.length === 0 ? [] : [{ type: "text", text: `Heard: ${cues.map(lineOf).join(" ")}` }];
}

/** Frames as the model gets them, each with the cues that begin before the next one. */
export function withCues<F extends { readonly timestamp: number }>(
  frames: readonly F[],
  cues: readonly Cue[],
  partsOf: (frame: F) => readonly MessagePart[],
): MessagePart[] {
  const between = (from: number, to: number) =>
    heardPart(cues.filter(({ start }) => start >= from && start < to));
  const first = frames[0]?.timestamp ?? Number.POSITIVE_INFINITY;
  return [
    ...between(Number.NEGATIVE_INFINITY, first),
    ...frames.flatMap((frame, i) => [
      ...partsOf(frame),
      ...between(frame.timestamp, frames[i + 1]?.timestamp ?? Number.POSITIVE_INFINITY),
    ]),
  ];
}

/** As many cues as their share of the context holds: all, or every n-th, so that no part of the video falls silent. */
export function cuesThatFit(cues: readonly Cue[], contextTokens: number): readonly Cue[] {
  const room = CUE_SHARE * contextTokens;
  const cost = cues.reduce((sum, cue) => sum + estimateTextTokens(lineOf(cue)), 0);
  if (cost <= room) return cues;
  const every = cost / room;
  return cues.filter((_, i) => Math.floor(i / every) !== Math.floor((i - 1) / every));
}

/** The cues that these ids name, each once, in order of time; what is no id of a cue that was sent is left out. */
export function quotedCues(ids: readonly string[], cues: readonly Cue[], most = MOST_QUOTES): Cue[] {
  const named = new Set(ids);
  return cues.filter(({ id }) => named.has(id)).slice(0, most);
}
