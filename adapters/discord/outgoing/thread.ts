import type { LRUCache } from "lru-cache";
import { type Answers, isPersonal } from "../../../src/chat/answers.ts";
import type { Edits } from "../../../src/chat/delivery/edits.ts";
import type { KeyedQueue } from "../../../src/chat/delivery/keyed-queue.ts";
import type { Catalogue } from "../../../src/chat/locales/locales.ts";
import type { OutgoingMessage } from "../../../src/chat/message.ts";
import type { Delivery, MessageRef, Thread } from "../../../src/chat/thread.ts";
import type { ThreadId } from "../../../src/chat/thread-id.ts";
import { type CuepointError, hasCode } from "../../../src/errors.ts";
import type { Logger } from "../../../src/logger.ts";
import type { Replies } from "../connection/interactions.ts";
import { isFixed, isRemoved } from "../errors.ts";
import { CONTENT_LENGTH, EDIT_INTERVAL, FILES_BYTES, FILES_PER_MESSAGE } from "../limits.ts";
import { hostOf, isDirect, readThreadId } from "../location.ts";
import { drawMessage } from "../render/message.ts";
import type { Part } from "../render/part.ts";
import { freshNonce, nonceOf } from "../rest/api.ts";
import { directOf } from "./guest-sender.ts";
import type { ShowHeadline } from "./headline.ts";
import type { NameThread } from "./open-thread.ts";
import { postRest } from "./post-rest.ts";
import type { Sender, Target } from "./sender.ts";

export interface ThreadOptions {
  readonly sender: Sender;
  /** Sends where the bot is a guest; see `senderOf`. */
  readonly guestSender: Sender;
  readonly directSender: Sender;
  readonly words: (target: Target) => Catalogue;
  readonly replies: Replies;
  readonly ephemeral: Answers<string>;
  /** Shared by all threads of an adapter, as are `edits`. Posts of one thread come in order, and so do edits of one message. */
  readonly queue: KeyedQueue;
  readonly edits: Edits;
  readonly bytesPerFile: (tenant: string) => number;
  /** Messages that the adapter deletes itself. Their deletion is not reported. */
  readonly ownRemovals: LRUCache<MessageRef, true>;
  /** By the core's ref, the message that was posted instead of one that takes no more edits. */
  readonly successors: LRUCache<MessageRef, MessageRef>;
  readonly nameThread: NameThread;
  readonly showHeadline: ShowHeadline;
  readonly logger: Logger;
}

/** Throws TypeError for a thread of another platform. */
export function createThread(id: ThreadId, answering: string | undefined, given: ThreadOptions): Thread {
  const target = readThreadId(id);
  const isGuest = hostOf(target) !== null;
  const options = { ...given, sender: senderOf(target, given) };
  const location = { id, target, answering };
  return {
    id,
    limits: limitsOf(target, options),
    // The parts of two messages must not mix.
    post: (message, delivery) =>
      options.queue(target.target, () =>
        post(location, isGuest ? withHowToAsk(message, options.words(target)) : message, delivery, options),
      ),
    edit: (ref, message) =>
      options.edits(ref, message, (pending) =>
        options.queue(editsOf(ref), () => edit(target, ref, pending.take(), options)),
      ),
    remove: (ref) =>
      options.queue(target.target, () => {
        const current = options.successors.get(ref) ?? ref;
        options.ownRemovals.set(current, true);
        return options.sender.remove(target, current);
      }),
    addressOf: async (ref) => addressOf(target, options.successors.get(ref) ?? ref),
  };
}

function senderOf({ tenant }: Target, { sender, guestSender, directSender }: ThreadOptions): Sender {
  if (hostOf({ tenant }) !== null) return guestSender;
  return isDirect({ tenant }) ? directSender : sender;
}

/** Where the bot is a guest it does not see what people write, so they ask by command. */
function withHowToAsk(message: OutgoingMessage, { discord }: Catalogue): OutgoingMessage {
  const { kind, footer = [] } = message;
  return kind === "summary" ? { ...message, footer: [...footer, discord.askAsGuest] } : message;
}

/** A key of its own in the queue: a thread has the id of the message that it belongs to. */
function editsOf(ref: MessageRef): string {
  return `edits:${ref}`;
}

/** https://support.discord.com/hc/en-us/articles/206346498: a direct message's server is called "@me". */
function addressOf({ tenant, target }: Target, ref: MessageRef): string | null {
  if (hostOf({ tenant }) !== null) {
    const sent = directOf(ref);
    // Discord does not say who can see the others.
    return sent && `https://discord.com/channels/@me/${sent.channel}/${sent.id}`;
  }
  return `https://discord.com/channels/${isDirect({ tenant }) ? "@me" : tenant}/${target}/${ref}`;
}

function limitsOf({ tenant }: Target, { bytesPerFile }: ThreadOptions): Thread["limits"] {
  return {
    textLength: CONTENT_LENGTH,
    filesPerMessage: FILES_PER_MESSAGE,
    // What is made to measure would else be left out of a request that takes less than the server's tier.
    bytesPerFile: Math.min(bytesPerFile(tenant), FILES_BYTES),
    editInterval: EDIT_INTERVAL,
    isBrief: true,
  };
}

interface Opened {
  readonly id: ThreadId;
  readonly target: Target;
  /** The event in answer to which it was opened. */
  readonly answering: string | undefined;
}

async function post(
  { id, target, answering }: Opened,
  message: OutgoingMessage,
  delivery: Delivery | undefined,
  options: ThreadOptions,
): Promise<MessageRef> {
  const { sender, replies, ephemeral, nameThread, showHeadline } = options;
  const [first, ...rest] = drawMessage(message);
  const token = !delivery && rest.length === 0 && isPersonal(message) ? ephemeral.wayOf(answering) : null;
  const notice = token === null ? null : await sender.whisper(token, first);
  if (notice !== null) return notice;
  const sendFirst = async () => {
    // A nonce does not keep a reply from being sent twice, so a message that must survive a crash is no reply.
    const reply = delivery ? null : replies.claim(answering);
    const ref = reply && (await sender.reply(target, reply, first));
    return ref ?? (await send(first, 0));
  };
  const send = (part: Part, position: number) =>
    sender.create(target, part, delivery ? nonceOf(id, delivery.key, position) : freshNonce());

  if (delivery) await replies.settle(answering);
  let [ref] = delivery?.posted ?? [];
  if (ref === undefined) {
    ref = (await replaceFirst(target, delivery?.replaces, message, options)) ?? (await sendFirst());
    await delivery?.onPosted(ref);
  }
  const missing = await postRest(rest, send, delivery);
  if (missing) await sayMissing(target, { ref, part: first, missing }, options);
  // The answer does not wait for the name: Discord lets a thread have only two in ten minutes.
  if (message.subject) void nameThread(target, message.subject);
  const shown = showHeadline(target, message);
  // What has to survive a crash is posted once the channel says so too: else the line would never change.
  if (delivery) await shown;
  return ref;
}

interface Incomplete {
  readonly ref: MessageRef;
  readonly part: Part;
  readonly missing: CuepointError;
}

/** The part that was posted counts as delivered; a line under it says that there was more. */
async function sayMissing(target: Target, { ref, part, missing }: Incomplete, options: ThreadOptions) {
  const permissions = (hasCode(missing, "permission-missing") && missing.details.permission) || "";
  options.logger.warn({ channel: target.target, err: missing }, "a message stays incomplete");
  try {
    await options.sender.addLine(target, ref, part, ({ discord }) => discord.restMissing(permissions));
  } catch (error) {
    options.logger.debug({ err: error }, "could not say that a message is incomplete");
  }
}

/** Null where there is nothing to replace, or no longer. */
async function replaceFirst(
  target: Target,
  ref: MessageRef | undefined,
  message: OutgoingMessage,
  options: ThreadOptions,
): Promise<MessageRef | null> {
  if (ref === undefined) return null;
  const { sender, queue, successors } = options;
  const current = successors.get(ref) ?? ref;
  const [first] = drawMessage(message);
  try {
    await queue(editsOf(ref), () => sender.edit(target, current, first));
    return current;
  } catch (error) {
    if (isRemoved(error)) return null;
    if (!isFixed(error)) throw error;
    await takeAway(target, current, options);
    return null;
  }
}

/**
 * What no longer fits into the edited message follows as messages of its own. A message that a person has removed is not
 * changed, and the thread around it is still open.
 */
async function edit(
  target: Target,
  ref: MessageRef,
  message: OutgoingMessage,
  options: ThreadOptions,
): Promise<void> {
  const { sender, successors } = options;
  const [first, ...rest] = drawMessage(message);
  const current = successors.get(ref) ?? ref;
  try {
    await sender.edit(target, current, first);
  } catch (error) {
    if (isRemoved(error)) return;
    if (!isFixed(error)) throw error;
    // An old message takes only so many edits. Its buttons would stay for ever.
    successors.set(ref, await sender.create(target, first, freshNonce()));
    await takeAway(target, current, options);
  }
  for (const part of rest) await sender.create(target, part, freshNonce());
  void options.showHeadline(target, message);
}

/** Removes a message that another one has replaced. */
async function takeAway(target: Target, ref: MessageRef, options: ThreadOptions): Promise<void> {
  options.ownRemovals.set(ref, true);
  try {
    await options.sender.remove(target, ref);
  } catch (error) {
    options.logger.debug({ err: error }, "an old message could not be taken away");
  }
}
