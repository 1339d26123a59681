import { type Catalogue, catalogueFor } from "../../../src/chat/catalogue/catalogue.ts";
import type { MessageRef } from "../../../src/chat/thread.ts";
import type { Logger } from "../../../src/logger.ts";
import { asSendingError, isAbsent, permissionMissing, refusalOf } from "../errors.ts";
import type { PendingReply, Replies } from "../interactions.ts";
import type { Place } from "../place.ts";
import { EMPTY_PART, type Part } from "../render/part.ts";
import { freshNonce } from "./nonce.ts";
import { type Payload, payloadOf } from "./payload.ts";
import type { Refusals } from "./refusals.ts";
import { fitFiles, type UploadLimits, withLessOfLargest, withoutFiles } from "./uploads.ts";
import type { Wire } from "./wire.ts";

export type Target = Pick<Place, "tenant" | "channel" | "target">;

export interface SenderOptions {
  readonly wire: Wire;
  readonly replies: Replies;
  readonly refusals: Refusals;
  readonly logger: Logger;
  readonly words: (target: Target) => Catalogue;
  /** Of one file, by the boosts of the guild. */
  readonly bytesPerFile: (tenant: string) => number;
  /** Names of what the bot lacks there, in one line and the catalogue's language. */
  readonly missingIn: (channel: string, words: Catalogue) => string;
  /** True once for each thread. */
  readonly firstLock: (thread: string) => boolean;
}

/** Sends single parts, whatever a place has against them; throws CuepointError where nothing helps. */
export interface Sender {
  create(target: Target, part: Part, nonce: string): Promise<MessageRef>;
  edit(target: Target, message: MessageRef, part: Part): Promise<void>;
  /** Harmless where the message is gone. */
  remove(target: Target, message: MessageRef): Promise<void>;
  /** Null where the reply can no longer be had and the part has to go another way. */
  reply(target: Target, reply: PendingReply, part: Part): Promise<MessageRef | null>;
  /** To one person alone; null where that cannot be done any more. */
  aside(token: string, part: Part): Promise<MessageRef | null>;
}

export function createSender(options: SenderOptions): Sender {
  const { wire, replies } = options;
  const guarded = <Result>(target: Target, request: () => Promise<Result>) => guard(options, target, request);

  return {
    create: (target, part, nonce) =>
      guarded(target, () =>
        sendFitting(part, limitsOf(options, target), (payload) => wire.create(target.target, payload, nonce)),
      ),
    async edit(target, message, part) {
      const token = replies.tokenFor(message);
      if (token && (await editByToken(options, target, { token, message }, part))) return;
      await guarded(target, () =>
        sendFitting(part, limitsOf(options, target), (payload) => wire.edit(target.target, message, payload)),
      );
    },
    async remove(target, message) {
      await guarded(target, () =>
        wire.remove(target.target, message).catch((error: unknown) => {
          if (!isAbsent(error)) throw error;
        }),
      );
    },
    async aside(token, part) {
      try {
        return await wire.aside(token, payloadOf(part));
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

/** False where the token's life is over, however much of it should be left. */
async function editByToken(
  options: SenderOptions,
  target: Target,
  { token, message, bytesPerFile }: Pick<PendingReply, "token" | "message"> & Partial<PendingReply>,
  part: Part,
): Promise<boolean> {
  const usual = limitsOf(options, target);
  const limits = { ...usual, bytesPerFile: Math.max(usual.bytesPerFile, bytesPerFile ?? 0) };
  try {
    await sendFitting(part, limits, (payload) => options.wire.editReply(token, message, payload));
    return true;
  } catch (error) {
    if (refusalOf(error) === "token-over") return false;
    throw asSendingError(error);
  }
}

/** More tries than this bring no more: the next one goes without any file. */
const TRIES_WITH_FILES = 3;

/** The limit that is known may be wrong; the text goes out whatever happens to the files. */
async function sendFitting<Result>(
  part: Part,
  limits: UploadLimits,
  send: (payload: Payload) => Promise<Result>,
): Promise<Result> {
  let fitting = await fitFiles(part, limits);
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await send(payloadOf(fitting));
    } catch (error) {
      if (refusalOf(error) !== "too-large" || fitting.files.length === 0) throw error;
      fitting =
        attempt < TRIES_WITH_FILES
          ? await withLessOfLargest(fitting, limits)
          : withoutFiles(fitting, fitting.files, limits.saysRefused);
    }
  }
}

function limitsOf({ bytesPerFile, words }: SenderOptions, target: Target): UploadLimits {
  return {
    bytesPerFile: bytesPerFile(target.tenant),
    saysLeftOut: words(target).discord.filesLeftOut,
    saysRefused: words(target).discord.filesRefused,
  };
}

async function guard<Result>(
  options: SenderOptions,
  target: Target,
  request: () => Promise<Result>,
): Promise<Result> {
  options.refusals.assertAllowed(target.target);
  try {
    return await request();
  } catch (error) {
    if (refusalOf(error) !== "archived") throw await explain(options, target, error);
  }
  try {
    await options.wire.reopen(target.target);
    return await request();
  } catch (error) {
    throw await explain(options, target, error);
  }
}

/** The error for the core, after whoever can do something about it has been told. */
async function explain(options: SenderOptions, target: Target, error: unknown): Promise<unknown> {
  const { refusals, missingIn, words, logger } = options;
  const refusal = refusalOf(error);
  if (refusal === "forbidden") {
    refusals.refused(target.target, missingIn(target.target, catalogueFor("en")));
    return permissionMissing(missingIn(target.target, words(target)), error);
  }
  if (refusal === "locked" || refusal === "archived") {
    await sayBeside(options, target).catch((failure: unknown) => {
      logger.debug({ err: failure }, "the channel of a locked thread could not be told");
    });
  }
  return asSendingError(error);
}

/** A locked thread cannot say itself that it is locked, so its channel does. */
async function sayBeside(options: SenderOptions, target: Target): Promise<void> {
  const { wire, refusals, words, firstLock } = options;
  if (target.channel === target.target || refusals.isSilent(target.channel)) return;
  if (!firstLock(target.target)) return;
  const content = words(target).discord.lockedElsewhere(`<#${target.target}>`);
  await wire.create(target.channel, payloadOf({ ...EMPTY_PART, content }), freshNonce());
}
