import { DiscordAPIError, type REST, RESTJSONErrorCodes, Routes } from "discord.js";
import { z } from "zod";
import type { Subject } from "../../../src/chat/message.ts";
import { toOneLine } from "../../../src/chat/text/plain-text.ts";
import { shorten } from "../../../src/chat/text/split-text.ts";
import type { Logger } from "../../../src/logger.ts";
import { isAbsent, refusalOf } from "../errors.ts";
import { THREAD_NAME_LENGTH } from "../limits.ts";
import type { Target } from "./sender.ts";

const created = z.object({ id: z.string() });

/** The new thread, or why the answer has to come in the channel itself. */
export type Opened =
  | { readonly kind: "opened"; readonly thread: string }
  | { readonly kind: "refused"; readonly why: "forbidden" | "full" | "other"; readonly cause: unknown };

/** Rejects only where the message is gone, and no answer is expected any more. */
export type OpenThread = (at: ThreadStart) => Promise<Opened>;

interface ThreadStart {
  readonly channel: string;
  readonly message: string;
  readonly name: string;
  /** For a server that does not let `name` be written; harmless words. */
  readonly fallbackName: string;
}

export function createOpenThread(rest: REST): OpenThread {
  const open = async ({ channel, message }: ThreadStart, name: string) => {
    const reply = await rest.post(Routes.threads(channel, message), { body: { name } });
    return created.parse(reply).id;
  };
  return async (at) => {
    try {
      return { kind: "opened", thread: await openNamed(open, at) };
    } catch (error) {
      if (isAbsent(error)) throw error;
      const refusal = refusalOf(error);
      // A message has one thread, and the thread has the message's id.
      if (refusal === "thread-exists") return { kind: "opened", thread: at.message };
      const why = refusal === "forbidden" ? "forbidden" : refusal === "threads-full" ? "full" : "other";
      return { kind: "refused", why, cause: error };
    }
  };
}

type Open = (at: ThreadStart, name: string) => Promise<string>;

async function openNamed(open: Open, at: ThreadStart): Promise<string> {
  try {
    return await open(at, at.name);
  } catch (error) {
    if (!isNameRefused(error)) throw error;
    return open(at, at.fallbackName);
  }
}

/** A server's own filter of words, or Discord's, may refuse what a file is called. */
function isNameRefused(error: unknown): boolean {
  const codes: readonly unknown[] = [
    RESTJSONErrorCodes.InvalidFormBodyOrContentType,
    RESTJSONErrorCodes.MessageWasBlockedByAutomaticModeration,
    RESTJSONErrorCodes.TitleWasBlockedByAutomaticModeration,
    RESTJSONErrorCodes.MessageBlockedByHarmfulLinksFilter,
  ];
  return error instanceof DiscordAPIError && codes.includes(error.code);
}

const channel = z.object({ name: z.string() });

/** Names a thread after its video's title. Never rejects: a missing name must not cost the answer. */
export type NameThread = (target: Target, subject: Subject) => Promise<void>;

/**
 * Only a thread that still has the name of the link is renamed: a name that people gave stays. Who opened a
 * thread needs no further permission for that.
 */
export function createNameThread(rest: REST, logger: Logger): NameThread {
  return async (target, { title, link }) => {
    if (target.channel === target.target) return;
    try {
      const { name } = channel.parse(await rest.get(Routes.channel(target.target)));
      const wanted = threadName(title, name);
      if (name !== threadName(linkName(link), "") || name === wanted) return;
      await rest.patch(Routes.channel(target.target), { body: { name: wanted } });
    } catch (error) {
      logger.debug({ err: error }, "a thread keeps its name");
    }
  };
}

/** A file's name as a thread's; `fallback` where nothing is left that could be read. */
export function threadName(video: string, fallback: string): string {
  const name = toOneLine(video).replace(/@(?=everyone|here)/gi, "");
  return /[\p{L}\p{N}]/u.test(name) ? shorten(name, THREAD_NAME_LENGTH) : fallback;
}

/**
 * What to call the video behind a link: its last folder or file, else its host. Never the query, which may be a
 * key to the video.
 */
export function linkName(link: string): string {
  const url = URL.parse(link);
  if (!url) return link;
  const last = url.pathname.split("/").findLast((part) => part !== "") ?? "";
  const host = url.hostname.replace(/^www\./, "");
  const isFile = /\.\w{2,5}$/.test(last);
  const path = url.pathname.replace(/\/+$/, "");
  return isFile ? decode(last) : decode(`${host}${path}`);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
