import pRetry from "p-retry";
import type { MessageRef } from "../../../src/chat/thread.ts";
import type { Logger } from "../../../src/logger.ts";
import type { Clock } from "../../../src/util/clock.ts";
import { readFailure } from "../errors.ts";
import type { FilesPart } from "../render/parts.ts";
import {
  fileRef,
  type Location,
  PART_EVENT,
  type PartTag,
  type SlackApi,
  type SlackReply,
  type Wording,
} from "../web/api.ts";
import type { Paced } from "./rates.ts";

const LOST_ANSWERS = 3;

interface Retried<Result> {
  readonly attempt: () => Promise<Result>;
  /** The result of an earlier attempt whose answer was lost. */
  readonly find: () => Promise<Result | undefined>;
  readonly clock: Clock;
}

/** Tries again after a lost answer, unless the earlier try turns out to have worked. */
export function retryLost<Result>({ attempt, find, clock }: Retried<Result>): Promise<Result> {
  const findOrAttempt = async (tries: number) => (tries === 1 ? undefined : await find()) ?? attempt();
  return pRetry(findOrAttempt, {
    retries: LOST_ANSWERS,
    minTimeout: 0,
    onFailedAttempt: async ({ error, attemptNumber }) => {
      if (readFailure(error)?.kind !== "network" || attemptNumber > LOST_ANSWERS) throw error;
      await clock.wait(1000 * 2 ** (attemptNumber - 1));
    },
  });
}

interface PostOnceOptions {
  readonly api: Pick<SlackApi, "post">;
  readonly clock: Clock;
  readonly paced: Paced;
  readonly postedParts: PostedParts;
}

/** Returns the message's timestamp. */
export type PostOnce = (location: Location, wording: Wording, tag: PartTag) => Promise<string>;

export function createPostOnce({ api, clock, paced, postedParts }: PostOnceOptions): PostOnce {
  return (location, wording, tag) =>
    retryLost({
      clock,
      attempt: () => paced(location.channel, () => api.post(location, wording, tag)),
      find: async () => (await postedParts({ location, key: tag.key })).get(tag.part),
    });
}

const PAGE = 200;
/** A thread of thousands is searched no further; the price is a part that stands there twice. */
const MAX_PAGES = 10;

interface Search {
  readonly location: Location;
  readonly key: string;
  /** Files to look for, by the number of their part. */
  readonly files?: ReadonlyMap<number, FilesPart>;
}

interface PostedPartsOptions {
  readonly api: Pick<SlackApi, "replies">;
  readonly ownUser: () => Promise<string>;
  readonly logger: Logger;
}

/** Refs by the part's number. */
export type PostedParts = (search: Search) => Promise<ReadonlyMap<number, MessageRef>>;

/**
 * Finds parts that are in the thread already because an earlier try ended before it could say so. Finds none where
 * the bot may not read the channel.
 */
export function createPostedParts({ api, ownUser, logger }: PostedPartsOptions): PostedParts {
  return async ({ location, key, files }) => {
    try {
      const replies = await readThread(api, location);
      const found = taggedParts(replies, key);
      if (files?.size) addFileParts(found, { replies, key, files, user: await ownUser() });
      return found;
    } catch (error) {
      logger.debug({ reason: readFailure(error)?.reason }, "could not look for posted parts");
      return new Map();
    }
  };
}

async function readThread(api: Pick<SlackApi, "replies">, { channel, thread }: Location) {
  const replies: SlackReply[] = [];
  let cursor = "";
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const reply = await api.replies({
      channel,
      ts: thread,
      include_all_metadata: true,
      limit: PAGE,
      ...(cursor && { cursor }),
    });
    replies.push(...(reply.messages ?? []));
    cursor = reply.response_metadata?.next_cursor ?? "";
    if (cursor === "") break;
  }
  return replies;
}

function tagOf(reply: SlackReply): PartTag | null {
  const metadata = reply.metadata;
  if (metadata?.event_type !== PART_EVENT) return null;
  const { key, part } = (metadata.event_payload ?? {}) as { key?: unknown; part?: unknown };
  return typeof key === "string" && typeof part === "number" ? { key, part } : null;
}

function taggedParts(replies: readonly SlackReply[], key: string): Map<number, MessageRef> {
  const found = new Map<number, MessageRef>();
  for (const reply of replies) {
    const tag = tagOf(reply);
    if (tag?.key === key && reply.ts && !found.has(tag.part)) found.set(tag.part, reply.ts);
  }
  return found;
}

interface FileSearch {
  readonly replies: readonly SlackReply[];
  readonly key: string;
  readonly files: ReadonlyMap<number, FilesPart>;
  readonly user: string;
}

/** A share of files carries no tag: it is ours where it follows our last tagged part and has the same files. */
function addFileParts(found: Map<number, MessageRef>, { replies, key, files, user }: FileSearch): void {
  let newestKey: string | undefined;
  for (const reply of replies) {
    newestKey = tagOf(reply)?.key ?? newestKey;
    const [first] = reply.files ?? [];
    if (newestKey !== key || reply.user !== user || !first?.id) continue;
    const names = (reply.files ?? []).map(({ name }) => name).sort();
    const [number] = [...files].find(([at, part]) => !found.has(at) && sameNames(namesOf(part), names)) ?? [];
    if (number !== undefined) found.set(number, fileRef(first.id));
  }
}

function namesOf({ files }: FilesPart): readonly string[] {
  return files.map(({ name }) => name);
}

function sameNames(names: readonly string[], sorted: readonly (string | undefined)[]): boolean {
  return JSON.stringify([...names].sort()) === JSON.stringify(sorted);
}
