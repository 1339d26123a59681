import { type REST, Routes } from "discord.js";
import { LRUCache } from "lru-cache";
import { z } from "zod";
import type { OutgoingMessage } from "../../../src/chat/message.ts";
import { shorten } from "../../../src/chat/text/split-text.ts";
import type { Logger } from "../../../src/logger.ts";
import { isAbsent } from "../errors.ts";
import { escapeLine } from "../render/escape.ts";
import { EMPTY_PART } from "../render/part.ts";
import { type Api, payloadOf } from "../rest/api.ts";
import type { Target } from "./sender.ts";

/** Changes the message in the channel that a thread belongs to, so that it says what came of the video. Never rejects. */
export type ShowHeadline = (target: Target, message: OutgoingMessage) => Promise<void>;

interface HeadlineOptions {
  readonly rest: REST;
  readonly api: Pick<Api, "edit">;
  readonly logger: Logger;
}

/** What that message is: our line as it was at first, our line with the result, a person's own message, or none. */
type Line = "new" | "told" | "theirs" | "none";

const REMEMBERED = 1000;
/** Before escaping, which may double it. */
const WORDS_LENGTH = 300;

const starter = z.object({ content: z.string(), author: z.object({ id: z.string() }) });
const me = z.object({ id: z.string() });

/**
 * People in the channel see that message and not the thread, so it shows the title, or what went wrong, and a link to the
 * thread. Errors of later questions only show in the thread.
 */
export function createHeadline({ rest, api, logger }: HeadlineOptions): ShowHeadline {
  const known = new LRUCache<string, Line>({ max: REMEMBERED });
  const lineAt = createLineAt(rest);

  const tell = async (target: Target, words: string, isSummary: boolean) => {
    const line = known.get(target.target) ?? (await lineAt(target));
    known.set(target.target, line);
    if (line !== "new" && !(line === "told" && isSummary)) return;
    const content = `${words} ${linkTo(target)}`;
    await api.edit(target.channel, target.target, payloadOf({ ...EMPTY_PART, content }));
    known.set(target.target, "told");
  };

  return async (target, message) => {
    const words = wordsOf(message);
    if (words === null || target.channel === target.target) return;
    try {
      await tell(target, words, message.kind === "summary");
    } catch (error) {
      logger.debug({ err: error }, "the channel keeps the line with which a thread began");
    }
  };
}

/** Null for messages that the channel does not need. */
function wordsOf({ kind, title = "", text, isSpoiler, actions = [] }: OutgoingMessage): string | null {
  // Progress without a Stop button has ended: "Stopped."
  if (kind === "error" || (kind === "progress" && actions.length === 0))
    return escapeLine(shorten(text, WORDS_LENGTH));
  if (kind !== "summary" || title === "") return null;
  const words = escapeLine(shorten(title, WORDS_LENGTH));
  return isSpoiler ? `||${words}||` : `**${words}**`;
}

function linkTo({ target }: Target): string {
  return `<#${target}>`;
}

function createLineAt(rest: REST): (target: Target) => Promise<Line> {
  let self: string | null = null;
  return async (target) => {
    // A thread that belongs to a message has its id. A forum post belongs to none.
    const raw = await rest
      .get(Routes.channelMessage(target.channel, target.target))
      .catch((error: unknown) => (isAbsent(error) ? null : Promise.reject(error)));
    if (raw === null) return "none";
    const { content, author } = starter.parse(raw);
    // A worker has no connection that tells it who it is.
    self ??= me.parse(await rest.get(Routes.user())).id;
    if (author.id !== self) return "theirs";
    return content.includes(linkTo(target)) ? "told" : "new";
  };
}
