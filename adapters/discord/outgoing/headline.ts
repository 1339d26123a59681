import { type REST, Routes } from "discord.js";
import { LRUCache } from "lru-cache";
import { z } from "zod";
import { type Headline, headlineOf, isNews, type Line } from "../../../src/chat/delivery/headline.ts";
import { createKeyedQueue } from "../../../src/chat/delivery/keyed-queue.ts";
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

const REMEMBERED = 1000;
/** Before escaping, which may double it. */
const WORDS_LENGTH = 300;

const starter = z.object({ content: z.string(), author: z.object({ id: z.string() }) });
const me = z.object({ id: z.string() });

/** It shows the title, or what went wrong, and a link to the thread. */
export function createHeadline({ rest, api, logger }: HeadlineOptions): ShowHeadline {
  const known = new LRUCache<string, Line>({ max: REMEMBERED });
  const lineAt = createLineAt(rest);
  // The end of a job comes right after its summary, and must not be taken for all that came of it.
  const inTurn = createKeyedQueue();

  const tell = async (target: Target, headline: Headline) => {
    const line = known.get(target.target) ?? (await lineAt(target));
    known.set(target.target, line);
    if (!isNews(headline, line)) return;
    const content = `${wordsOf(headline)} ${linkTo(target)}`;
    await api.edit(target.channel, target.target, payloadOf({ ...EMPTY_PART, content }));
    known.set(target.target, "told");
  };

  return async (target, message) => {
    const headline = headlineOf(message);
    if (headline === null || target.channel === target.target) return;
    try {
      await inTurn(target.target, () => tell(target, headline));
    } catch (error) {
      logger.debug({ err: error }, "the channel keeps the line with which a thread began");
    }
  };
}

function wordsOf({ text, isTitle, isCovered }: Headline): string {
  const words = escapeLine(shorten(text, WORDS_LENGTH));
  if (isCovered) return `||${words}||`;
  return isTitle ? `**${words}**` : words;
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
    if (author.id !== self) return "none";
    return content.includes(linkTo(target)) ? "told" : "new";
  };
}
