import { type Catalogue, catalogueFor } from "../../../src/chat/locales/locales.ts";
import type { MessageRef } from "../../../src/chat/thread.ts";
import type { Logger } from "../../../src/logger.ts";
import type { PendingReply, Replies } from "../connection/interactions.ts";
import { asSendingError, isAbsent, permissionMissing, refusalOf } from "../errors.ts";
import type { Location } from "../location.ts";
import { namesOf, type Permission, type Refusals } from "../permissions.ts";
import { EMPTY_PART, type Part, withLine } from "../render/part.ts";
import { type Api, freshNonce, type Payload, payloadOf } from "../rest/api.ts";
import type { Layouts } from "./layouts.ts";
import type { TellRequester } from "./requesters.ts";
import { type LocationLimits, sendFitting } from "./send-fitting.ts";

export type Target = Pick<Location, "tenant" | "channel" | "target">;

export interface SenderOptions {
  readonly api: Api;
  readonly replies: Replies;
  readonly refusals: Refusals;
  readonly layouts: Layouts;
  readonly logger: Logger;
  readonly words: (target: Target) => Catalogue;
  /** Of one file, by the boosts of the guild. */
  readonly bytesPerFile: (tenant: string) => number;
  /** What the bot is known to lack there. */
  readonly lacking: (channel: string) => readonly Permission[];
  readonly tellRequester: TellRequester;
  /** True once for each thread. */
  readonly firstLock: (thread: string) => boolean;
}

/** Sends single parts, with less in them where Discord refuses some of it. Throws CuepointError where nothing helps. */
export interface Sender {
  create(target: Target, part: Part, nonce: string): Promise<MessageRef>;
  edit(target: Target, message: MessageRef, part: Part): Promise<void>;
  /** The message once more, as the part has it, with a small grey line under it. */
  addLine(target: Target, message: MessageRef, part: Part, line: (words: Catalogue) => string): Promise<void>;
  /** Harmless where the message is gone. */
  remove(target: Target, message: MessageRef): Promise<void>;
  /** Null where Discord no longer takes the reply and the part has to go another way. */
  reply(target: Target, reply: PendingReply, part: Part): Promise<MessageRef | null>;
  /** An ephemeral notice; null where the interaction is over. */
  whisper(token: string, part: Part): Promise<MessageRef | null>;
}

export function createSender(options: SenderOptions): Sender {
  const { api, replies } = options;
  const guarded = <Result>(target: Target, isNew: boolean, request: () => Promise<Result>) =>
    guard(options, target, request, isNew);
  const create = (target: Target, part: Part, nonce: string) =>
    guarded(target, true, () =>
      sendWith(options, target, part, (payload) => api.create(target.target, payload, nonce)),
    );

  return {
    create,
    async edit(target, message, part) {
      const token = replies.tokenFor(message);
      if (token && (await editByToken(options, target, { token, message }, part))) return;
      await guarded(target, false, () =>
        sendWith(options, target, part, (payload) => api.edit(target.target, message, payload)),
      );
    },
    async addLine(target, message, part, line) {
      const lined = withLine(part, line(options.words(target)));
      await guarded(target, false, () =>
        sendWith(options, target, lined, (payload) => api.edit(target.target, message, payload)),
      );
    },
    async remove(target, message) {
      await guarded(target, false, () =>
        api.remove(target.target, message).catch((error: unknown) => {
          if (!isAbsent(error)) throw error;
        }),
      );
    },
    async whisper(token, part) {
      try {
        return await api.whisper(token, payloadOf(part));
      } catch (error) {
        if (refusalOf(error) === "token-over") return null;
        throw asSendingError(error);
      }
    },
    async reply(target, reply, part) {
      const isDone = await editByToken(options, target, reply, part);
      if (isDone) replies.remember(reply);
      return isDone ? reply.message : null;
    },
  };
}

/** False where Discord no longer takes the token, even if it should still be valid. */
async function editByToken(
  options: SenderOptions,
  target: Target,
  { token, message, bytesPerFile }: Pick<PendingReply, "token" | "message"> & Partial<PendingReply>,
  part: Part,
): Promise<boolean> {
  try {
    await sendWith(
      options,
      target,
      part,
      (payload) => options.api.editReply(token, message, payload),
      bytesPerFile,
    );
    return true;
  } catch (error) {
    if (refusalOf(error) === "token-over") return false;
    throw asSendingError(error);
  }
}

/** Text that no longer fits into the message follows it. */
async function sendWith<Result>(
  options: SenderOptions,
  target: Target,
  part: Part,
  send: (payload: Payload) => Promise<Result>,
  bytesPerFile = 0,
): Promise<Result> {
  const { result, more } = await sendFitting(part, limitsOf(options, target, bytesPerFile), send);
  if (part.isInterim) return result;
  const post = (payload: Payload) => options.api.create(target.target, payload, freshNonce());
  for (const further of more) await sendWith(options, target, further, post, bytesPerFile);
  return result;
}

/** `allowed` is what an interaction allows for one file, if that is more. */
export function limitsOf(
  { bytesPerFile, words, lacking, layouts, logger }: SenderOptions,
  target: Target,
  allowed = 0,
): LocationLimits {
  const { discord } = words(target);
  return {
    bytesPerFile: Math.max(bytesPerFile(target.tenant), allowed),
    layouts,
    lacking: () => lacking(target.target),
    saysLeftOut: discord.filesLeftOut,
    saysRefused: discord.filesRefused,
    saysForbidden: discord.filesForbidden,
    saysNotTaken: discord.filesNotTaken,
    onLess: (error) => logger.warn({ err: error, channel: target.target }, "a message goes out with less"),
  };
}

async function guard<Result>(
  options: SenderOptions,
  target: Target,
  request: () => Promise<Result>,
  isNew: boolean,
): Promise<Result> {
  // Without the right to write new messages, the bot may still change those that are there.
  if (isNew) options.refusals.assertAllowed(target.target, lackingIn(options, target, "en"));
  try {
    return await request();
  } catch (error) {
    if (refusalOf(error) !== "archived") throw await explain(options, target, error, isNew);
  }
  try {
    await options.api.reopen(target.target);
    return await request();
  } catch (error) {
    throw await explain(options, target, error, isNew);
  }
}

/** In one line; empty where it is not known. */
function lackingIn({ lacking, words }: SenderOptions, target: Target, lang?: "en"): string {
  return namesOf(lacking(target.target), lang ? catalogueFor(lang) : words(target));
}

/** The error for the core. Tells the people who can do something about it first. */
async function explain(
  options: SenderOptions,
  target: Target,
  error: unknown,
  isNew: boolean,
): Promise<unknown> {
  const { refusals, lacking, tellRequester, logger } = options;
  const refusal = refusalOf(error);
  if (refusal === "forbidden") {
    if (isNew) {
      refusals.refused(target.target, lackingIn(options, target, "en"));
      await tellRequester(target, lacking(target.target));
    }
    return permissionMissing(lackingIn(options, target), error);
  }
  if (refusal === "locked" || refusal === "archived") {
    await sayBeside(options, target).catch((failure: unknown) => {
      logger.debug({ err: failure }, "the channel of a locked thread could not be told");
    });
  }
  return asSendingError(error);
}

/** The bot cannot post in a locked thread, so its channel says that it is locked. */
async function sayBeside(options: SenderOptions, target: Target): Promise<void> {
  const { api, refusals, words, firstLock } = options;
  if (target.channel === target.target || refusals.isSilent(target.channel)) return;
  if (!firstLock(target.target)) return;
  const content = words(target).discord.lockedElsewhere(`<#${target.target}>`);
  await api.create(target.channel, payloadOf({ ...EMPTY_PART, content }), freshNonce());
}
