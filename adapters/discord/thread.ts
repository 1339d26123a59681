import { type Asides, isRemark } from "../../src/chat/asides.ts";
import type { OutgoingMessage } from "../../src/chat/message.ts";
import type { Delivery, MessageRef, Thread } from "../../src/chat/thread.ts";
import type { ThreadId } from "../../src/chat/thread-id.ts";
import { isRemoved } from "./errors.ts";
import type { Replies } from "./interactions.ts";
import { CONTENT_LENGTH, EDIT_INTERVAL, FILES_PER_MESSAGE } from "./limits.ts";
import type { NameThread } from "./name-thread.ts";
import { freshNonce, nonceOf } from "./outgoing/nonce.ts";
import type { Sender, Target } from "./outgoing/sender.ts";
import { readThreadId } from "./place.ts";
import type { Recent } from "./recent.ts";
import { drawMessage } from "./render/message.ts";
import type { Part } from "./render/part.ts";

export interface ThreadOptions {
  readonly sender: Sender;
  readonly replies: Replies;
  readonly asides: Asides;
  /** Runs the work when everything that was to be said there before has been said. */
  readonly inTurn: <Result>(target: string, work: () => Promise<Result>) => Promise<Result>;
  /** Runs the edit in its turn, or leaves it out. */
  readonly pace: (ref: MessageRef, message: OutgoingMessage, edit: () => Promise<void>) => Promise<void>;
  readonly bytesPerFile: (tenant: string) => number;
  /** Messages that the adapter itself takes away, of which nobody need hear. */
  readonly ownRemovals: Recent<true>;
  readonly nameThread: NameThread;
}

/** Throws TypeError for a thread of another platform. */
export function createThread(id: ThreadId, options: ThreadOptions): Thread {
  const target = readThreadId(id);
  return {
    id,
    limits: limitsOf(target, options),
    // The parts of two messages must not mix.
    post: (message, delivery) =>
      options.inTurn(target.target, () => post(id, target, message, delivery, options)),
    edit: (ref, message) => options.pace(ref, message, () => edit(target, ref, message, options)),
    remove: (ref) =>
      options.inTurn(target.target, () => {
        options.ownRemovals.set(ref, true);
        return options.sender.remove(target, ref);
      }),
    addressOf: async (ref) => addressOf(target, ref),
  };
}

/** https://support.discord.com/hc/en-us/articles/206346498: a direct message's server is called "@me". */
function addressOf({ tenant, target }: Target, ref: MessageRef): string {
  return `https://discord.com/channels/${tenant.startsWith("dm-") ? "@me" : tenant}/${target}/${ref}`;
}

function limitsOf({ tenant }: Target, { bytesPerFile }: ThreadOptions): Thread["limits"] {
  return {
    textLength: CONTENT_LENGTH,
    filesPerMessage: FILES_PER_MESSAGE,
    bytesPerFile: bytesPerFile(tenant),
    editInterval: EDIT_INTERVAL,
  };
}

async function post(
  id: ThreadId,
  target: Target,
  message: OutgoingMessage,
  delivery: Delivery | undefined,
  options: ThreadOptions,
): Promise<MessageRef> {
  const { sender, replies, asides, nameThread } = options;
  const [first, ...rest] = drawMessage(message);
  const token = !delivery && rest.length === 0 && isRemark(message) ? asides.listenerIn(id) : null;
  const aside = token === null ? null : await sender.aside(token, first);
  if (aside !== null) return aside;
  const sendFirst = async () => {
    // A reply cannot be refused a second time by a nonce, so what must survive a crash is no reply.
    const reply = delivery ? null : replies.claim(id);
    const ref = reply && (await sender.reply(target, reply, first));
    return ref ?? (await send(first, 0));
  };
  const send = (part: Part, position: number) =>
    sender.create(target, part, delivery ? nonceOf(id, delivery.key, position) : freshNonce());

  if (delivery) await replies.settle(id);
  let [ref] = delivery?.posted ?? [];
  if (ref === undefined) {
    ref = (await replaceFirst(target, delivery?.replaces, message, options)) ?? (await sendFirst());
    await delivery?.onPosted(ref);
  }
  const posted = delivery?.posted.length ?? 0;
  for (const [index, part] of rest.entries()) {
    if (index + 1 < posted) continue;
    const further = await send(part, index + 1);
    await delivery?.onPosted(further);
  }
  // Nobody waits for a name: Discord lets a thread have only two in ten minutes.
  if (message.subject) void nameThread(target, message.subject);
  return ref;
}

/** Null where there is nothing to replace, or no longer. */
async function replaceFirst(
  target: Target,
  ref: MessageRef | undefined,
  message: OutgoingMessage,
  { sender, pace }: ThreadOptions,
): Promise<MessageRef | null> {
  if (ref === undefined) return null;
  const [first] = drawMessage(message);
  try {
    await pace(ref, message, () => sender.edit(target, ref, first));
    return ref;
  } catch (error) {
    if (isRemoved(error)) return null;
    throw error;
  }
}

/**
 * What no longer fits into the edited message follows as messages of its own. Whoever has removed it does not want to see
 * it changed, and has not closed the thread.
 */
async function edit(
  target: Target,
  ref: MessageRef,
  message: OutgoingMessage,
  { sender }: ThreadOptions,
): Promise<void> {
  const [first, ...rest] = drawMessage(message);
  try {
    await sender.edit(target, ref, first);
  } catch (error) {
    if (isRemoved(error)) return;
    throw error;
  }
  for (const part of rest) await sender.create(target, part, freshNonce());
}
