import type { LRUCache } from "lru-cache";
import type { Dispatch, MayUse } from "../../../src/chat/adapter.ts";
import type { Answers } from "../../../src/chat/answers.ts";
import type { CommandDefinition } from "../../../src/chat/command.ts";
import type { ClaimedKeys } from "../../../src/chat/delivery/claimed-keys.ts";
import type { KeyedQueue } from "../../../src/chat/delivery/keyed-queue.ts";
import type { ChatEvent } from "../../../src/chat/event.ts";
import { encodeThreadId, type ThreadId } from "../../../src/chat/thread-id.ts";
import type { Welcome } from "../../../src/chat/welcome.ts";
import type { Logger } from "../../../src/logger.ts";
import type { Clock } from "../../../src/util/clock.ts";
import type { Self } from "../connection/application.ts";
import type { AccessRules, KeepTimes } from "../options.ts";
import type { Headlines } from "../outgoing/headlines.ts";
import type { Paced } from "../outgoing/rates.ts";
import type { Requesters } from "../outgoing/requesters.ts";
import type { Sessions } from "../outgoing/sessions.ts";
import type { SuggestPrompts } from "../outgoing/suggest-prompts.ts";
import { section } from "../render/blocks.ts";
import { toMrkdwn } from "../render/mrkdwn.ts";
import type { Location, SlackApi, Wording } from "../web/api.ts";
import type { People } from "./people.ts";

/** What every handler of an event needs. */
export interface Incoming {
  readonly self: Self;
  readonly api: SlackApi;
  readonly paced: Paced;
  /** Slack may deliver an event again. */
  readonly received: ClaimedKeys;
  /** By thread, see `dispatchInOrder`. */
  readonly queue: KeyedQueue;
  readonly rules: AccessRules;
  /**
   * Ids of channels that are shared with another organization. Events say so; a slash command does not, and asking Slack
   * takes the permission to list all channels.
   */
  readonly sharedChannels: LRUCache<string, true>;
  readonly requesters: Requesters;
  readonly ephemeral: Answers<string>;
  readonly sessions: Pick<Sessions, "settle">;
  readonly headlines: Pick<Headlines, "began">;
  readonly suggestPrompts: SuggestPrompts;
  readonly people: People;
  readonly commands: readonly CommandDefinition[];
  readonly dispatch: Dispatch;
  /** Whether the place's administrators let the person use the bot. */
  readonly isAdmitted: MayUse;
  /** What to say in a channel that the bot was added to. */
  readonly welcome: Welcome;
  readonly keeps: KeepTimes | null;
  readonly clock: Clock;
  readonly logger: Logger;
}

export function threadId({ self }: Incoming, { channel, thread }: Location): ThreadId {
  return encodeThreadId({ platform: "slack", tenant: self.team, channel, thread });
}

/** The id under which the core knows a message; one function, so that a message and its deletion cannot disagree. */
export function messageId(channel: string, ts: string): string {
  return `${channel}:${ts}`;
}

/** Runs what the first delivery of something starts; a failure leaves the keys free for the next delivery. */
export async function once(
  received: ClaimedKeys,
  keys: readonly string[],
  task: () => Promise<void>,
): Promise<void> {
  const mine = keys.filter((key) => received.claim(key));
  try {
    if (mine.length === keys.length) await task();
  } catch (error) {
    for (const key of mine) received.release(key);
    throw error;
  }
}

/**
 * A thread's events reach the router in the order in which they happened: "stop" after the question, the deletion after the
 * message. Looking people and videos up takes time, so events are prepared side by side; only the dispatch waits its turn, and
 * not for the work that an earlier one starts.
 */
export async function dispatchInOrder<Event extends ChatEvent>(
  incoming: Pick<Incoming, "queue" | "dispatch">,
  thread: ThreadId,
  prepare: () => Promise<Event>,
  dispatch: (event: Event) => Promise<void> = incoming.dispatch,
): Promise<void> {
  const prepared = prepare();
  // A failure is thrown below, when its turn has come.
  prepared.catch(() => undefined);
  const { work } = await incoming.queue(thread, async () => ({ work: dispatch(await prepared) }));
  await work;
}

export function wording(text: string): Wording {
  const mrkdwn = toMrkdwn(text);
  return { blocks: [section(mrkdwn)], text: mrkdwn };
}
