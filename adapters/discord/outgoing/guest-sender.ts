import type { MessageRef } from "../../../src/chat/thread.ts";
import { CuepointError } from "../../../src/errors.ts";
import { asSendingError, isAbsent, outOfReach, refusalOf } from "../errors.ts";
import { hostOf } from "../location.ts";
import { EMPTY_PART, type Part, withLine } from "../render/part.ts";
import { freshNonce, type Payload, payloadOf } from "../rest/api.ts";
import { createGuestWays, type GuestOptions, type GuestWays, isOver, type Way } from "./guest-ways.ts";
import { sendFitting } from "./send-fitting.ts";
import { limitsOf, type Sender, type Target } from "./sender.ts";

/** What is said on the way to an answer has no room among the few messages. */
const UNSAID: MessageRef = "unsaid";

interface Guest {
  readonly options: GuestOptions;
  readonly ways: GuestWays;
}

/**
 * Sends where the bot is a guest. It may post nothing there, so all goes through the person's interactions: the reply, and the few
 * follow-ups that each allows. What comes when they are used up or after their quarter of an hour goes to the person directly,
 * and so it does after a restart, when no token is known.
 */
export function createGuestSender(options: GuestOptions): Sender {
  const { api, words } = options;
  const guest = { options, ways: createGuestWays(options) };
  return {
    create: (target, part, nonce) => create(guest, target, part, nonce),
    edit: (target, message, part) => edit(guest, target, message, part),
    addLine: (target, message, part, line) =>
      edit(guest, target, message, withLine(part, line(words(target)))),
    remove: (target, message) => remove(guest, target, message),
    async whisper(token, part) {
      try {
        const notice = await api.whisper(token, payloadOf(part));
        guest.ways.count(token);
        return notice;
      } catch (error) {
        if (isOver(error)) return null;
        throw asSendingError(error);
      }
    },
    async reply(target, { token, message, createdAt, bytesPerFile }, part) {
      const way = { token, askedAt: createdAt };
      const isDone = await editBy(guest, target, { way, message, bytesPerFile }, part);
      if (isDone) guest.ways.keep(way, message);
      return isDone ? message : null;
    },
  };
}

async function create(guest: Guest, target: Target, part: Part, nonce: string): Promise<MessageRef> {
  if (part.isInterim) return UNSAID;
  const way = await guest.ways.open(target);
  const sent = way && (await followUp(guest, target, way, part));
  if (!sent) return direct(guest, target, part, nonce);
  for (const further of sent.more) await create(guest, target, further, freshNonce());
  return sent.result;
}

/** Null where the interaction takes nothing more. */
async function followUp({ options, ways }: Guest, target: Target, way: Way, part: Part) {
  try {
    const send = (payload: Payload) => options.api.followUp(way.token, payload);
    const sent = await sendFitting(part, limitsOf(options, target), send);
    ways.used(way, sent.result);
    return sent;
  } catch (error) {
    if (!isOver(error)) throw asSendingError(error);
    ways.close(way);
    return null;
  }
}

interface Own {
  readonly way: Way;
  readonly message: MessageRef;
  readonly bytesPerFile?: number;
}

/** False where the interaction is over. */
async function editBy(guest: Guest, target: Target, { way, message, bytesPerFile }: Own, part: Part) {
  const { options } = guest;
  try {
    const send = (payload: Payload) => options.api.editReply(way.token, message, payload);
    const { more } = await sendFitting(part, limitsOf(options, target, bytesPerFile), send);
    if (part.isInterim) return true;
    for (const further of more) await create(guest, target, further, freshNonce());
    return true;
  } catch (error) {
    if (isOver(error)) return false;
    throw asSendingError(error);
  }
}

async function edit(guest: Guest, target: Target, message: MessageRef, part: Part): Promise<void> {
  const { options, ways } = guest;
  const sent = directOf(message);
  if (sent) {
    const send = (payload: Payload) => options.api.edit(sent.channel, sent.id, payload);
    await asSending(() => sendFitting(part, limitsOf(options, target), send));
    return;
  }
  const way = message === UNSAID ? null : await ways.of(target, message);
  if (way && (await editBy(guest, target, { way, message }, part))) return;
  await ways.sayFarewell(target, message);
  throw outOfReach();
}

async function remove({ options: { api }, ways }: Guest, target: Target, message: MessageRef): Promise<void> {
  if (message === UNSAID) return;
  const sent = directOf(message);
  const way = sent ? null : await ways.of(target, message);
  try {
    if (sent) await api.remove(sent.channel, sent.id);
    else if (way) await api.removeReply(way.token, message);
  } catch (error) {
    if (!isAbsent(error) && !isOver(error)) throw asSendingError(error);
  }
}

/** To the person alone. Throws `thread-gone` where they take no direct messages: there is no other way to them. */
function direct({ options, ways }: Guest, target: Target, part: Part, nonce: string): Promise<MessageRef> {
  const { api, words } = options;
  return asSending(async () => {
    const host = hostOf(target);
    if (host === null) throw new CuepointError("thread-gone");
    const channel = await api.direct(host);
    const sendLine = (content: string) =>
      api.create(channel, payloadOf({ ...EMPTY_PART, content: `-# ${content}` }), freshNonce());
    if (ways.isFirstDirect(target)) await sendLine(words(target).discord.restDirectly);
    const send = (payload: Payload) => api.create(channel, payload, nonce);
    const { result, more } = await sendFitting(part, limitsOf(options, target), send);
    const post = (payload: Payload) => api.create(channel, payload, freshNonce());
    for (const further of more) await sendFitting(further, limitsOf(options, target), post);
    return `${channel}/${result}`;
  });
}

/** A message that went to the person instead, by its channel and its id; null for others. */
export function directOf(message: MessageRef): { readonly channel: string; readonly id: string } | null {
  const [, channel, id] = /^(\d{15,21})\/(\d{15,21})$/.exec(message) ?? [];
  return channel !== undefined && id !== undefined ? { channel, id } : null;
}

async function asSending<Result>(send: () => Promise<Result>): Promise<Result> {
  try {
    return await send();
  } catch (error) {
    if (refusalOf(error) === "no-direct") throw new CuepointError("thread-gone", {}, error);
    throw asSendingError(error);
  }
}
