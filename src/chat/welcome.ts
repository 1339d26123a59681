import type { MayUse } from "./adapter.ts";

/** A place that the bot has just been added to. */
type NewPlace = Parameters<MayUse>[0] & {
  /** A Slack channel, or a whole Discord server. */
  readonly scope: "channel" | "server";
  readonly platform: "slack" | "discord";
  /** BCP 47 tag: what the people there most likely read. */
  readonly locale: string;
};

/**
 * What to say in a place that the bot was added to; null where it has been said there before, or where people may not use the bot. The
 * words are given out once, whatever becomes of them, so they are asked for when they can be posted.
 */
export type Welcome = (to: NewPlace) => Promise<string | null>;
