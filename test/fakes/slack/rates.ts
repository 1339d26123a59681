import type { World } from "./world.ts";

/** Clocks tick in whole milliseconds and requests take some. */
const TOLERANCE = 100;

export interface Rates {
  /** A message, or a share of files, in a channel. */
  posted(channel: string): void;
  edited(channel: string, ts: string): void;
}

/** Slack lets a burst pass now and then; here one message a second is the rule, and what breaks it is told. */
export function createRates({ clock, violations }: World): Rates {
  const lastPost = new Map<string, number>();
  const edits: number[] = [];
  return {
    posted(channel) {
      const now = clock.now();
      const since = now - (lastPost.get(channel) ?? Number.NEGATIVE_INFINITY);
      if (since < 1000 - TOLERANCE) violations.push(`two posts in ${channel} within ${since} ms`);
      lastPost.set(channel, now);
    },
    edited(channel, ts) {
      const now = clock.now();
      while ((edits[0] ?? now) < now - 60_000) edits.shift();
      edits.push(now);
      if (edits.length > 50) violations.push(`more than 50 edits a minute, the last of ${channel}:${ts}`);
    },
  };
}
