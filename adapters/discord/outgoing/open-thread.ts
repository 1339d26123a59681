import { DiscordAPIError, type REST, RESTJSONErrorCodes, Routes } from "discord.js";
import { z } from "zod";
import { isAbsent, refusalOf } from "../errors.ts";

const created = z.object({ id: z.string() });

/** The new thread, or why the answer has to come in the channel itself. */
export type Opened =
  | { readonly kind: "opened"; readonly thread: string }
  | { readonly kind: "refused"; readonly why: "forbidden" | "full" | "other"; readonly cause: unknown };

/** Rejects only where the message is gone: then nobody waits for an answer any more. */
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
