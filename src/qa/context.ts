import type { Cue } from "../sound/transcript.ts";
import { exchangeMessages, type Opening } from "../summary/ask/prompt.ts";
import type { Coverage } from "../summary/summary.ts";
import type { WallClock } from "../summary/times/wall-clock.ts";
import type { TimeRange } from "../video/video.ts";
import type { ModelMessage } from "../vision/model.ts";

/**
 * What every follow-up about a video reuses: the opening exactly as it was sent, and the reply that held. Only what
 * comes after it changes, so that the server's cache of it stays warm.
 */
export interface FrozenContext {
  readonly opening: Opening & { readonly reply: string };
  readonly coverage: Coverage;
  /** All that was said, also what had no room in the opening; empty where nothing was heard. */
  readonly transcript: readonly Cue[];
  /** Seconds; for questions such as "in the last ten seconds". */
  readonly duration: number;
  /** The time of day at which it was recorded, where that is known. */
  readonly clock?: WallClock;
  readonly routingKey: string;
  /** Names what of a long video this is, where it is only that: other turns' labels were not sent here. */
  readonly scope?: string;
  /** Closer looks stay in it; absent: anywhere in the video. */
  readonly within?: TimeRange;
}

/** A question that was answered before, with what the model was told and what it said. */
export interface Turn {
  readonly question: string;
  /** What the conversation keeps of the text that carried it. */
  readonly asked: string;
  /** The reply that held, as JSON. */
  readonly reply: string;
  /** Of a long video, what it was asked about. */
  readonly scope?: string;
}

/** The frozen prefix: the same bytes for every question about the video. */
export function prefixOf({ opening }: FrozenContext): ModelMessage[] {
  return exchangeMessages(opening);
}

export function turnMessages({ asked, reply }: Turn): ModelMessage[] {
  return [
    { role: "user", content: asked },
    { role: "assistant", content: reply },
  ];
}
