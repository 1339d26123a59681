import type { MessageRef } from "../../../src/chat/thread.ts";
import { CuepointError } from "../../../src/errors.ts";
import { asSendingError, isAbsent, outOfReach, refusalOf } from "../errors.ts";
import { hostOf } from "../location.ts";
import { EMPTY_PART, type Part, withLine } from "../render/part.ts";
import { freshNonce, type Payload, payloadOf } from "../rest/api.ts";
import {
  createGuestInteractions,
  type GuestInteractions,
  type GuestOptions,
  type InteractionToken,
  isOver,
} from "./guest-interactions.ts";
import { sendFitting } from "./send-fitting.ts";
import { limitsOf, type Sender, type Target } from "./sender.ts";

/** Stands for interim messages, which a guest does not send: its interaction takes too few. */
const UNSAID: MessageRef = "unsaid";

interface Guest {
  readonly options: GuestOptions;
  readonly interactions: GuestInteractions;
}

/**
 * Sends where the bot is a guest. It may not post there itself, so everything goes through the person's interactions: the reply, and the
 * few follow-ups that each allows. When those are used up, after a quarter of an hour, or where no token is known, messages go to
 * the person directly.
 */
export function createGuestSender(options: GuestOptions): Sender {
  const { api, words } = options;
  const guest = { options, interactions: createGuestInteractions(options) };
  return {
    create: (target, part, nonce) => create(guest, target, part, nonce),
    edit: (target, message, part) => edit(guest, target, message, part),
    addLine: (target, message, part, line) =>
      edit(guest, target, message, withLine(part, line(words(target)))),
    remove: (target, message) => remove(guest, target, message),
    async whisper(token, part) {
      try {
        const notice = await api.whisper(token, payloadOf(part));
        guest.interactions.count(token);
        return notice;
      } catch (error) {
        if (isOver(error)) return null;
        throw asSendingError(error);
      }
    },
    async reply(target, { token, message, createdAt, bytesPerFile }, part) {
      const interaction = { token, askedAt: createdAt };
      const isDone = await editBy(guest, target, { interaction, message, bytesPerFile }, part);
      if (isDone) guest.interactions.keep(interaction, message);
      return isDone ? message : null;
    },
  };
}

async function create(guest: Guest, target: Target, part: Part, nonce: string): Promise<MessageRef> {
  if (part.isInterim) return UNSAID;
  const interaction = await guest.interactions.open(target);
  const sent = interaction && (await followUp(guest, target, interaction, part));
  if (!sent) return direct(guest, target, part, nonce);
  for (const further of sent.more) await create(guest, target, further, freshNonce());
  return sent.result;
}

/** Null where the interaction takes nothing more. */
async function followUp(
  { options, interactions }: Guest,
  target: Target,
  interaction: InteractionToken,
  part: Part,
) {
  try {
    const send = (payload: Payload) => options.api.followUp(interaction.token, payload);
    const sent = await sendFitting(part, limitsOf(options, target), send);
    interactions.used(interaction, sent.result);
    return sent;
  } catch (error) {
    if (!isOver(error)) throw asSendingError(error);
    interactions.close(interaction);
    return null;
  }
}

interface Own {
  readonly interaction: InteractionToken;
  readonly message: MessageRef;
  readonly bytesPerFile?: number;
}

/** False where the interaction is over. */
async function editBy(guest: Guest, target: Target, { interaction, message, bytesPerFile }: Own, part: Part) {
  const { options } = guest;
  try {
    const send = (payload: Payload) => options.api.editReply(interaction.token, message, payload);
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
  const { options, interactions } = guest;
  const sent = directOf(message);
  if (sent) {
    const send = (payload: Payload) => options.api.edit(sent.channel, sent.id, payload);
    await asSending(() => sendFitting(part, limitsOf(options, target), send));
    return;
  }
  const interaction = message === UNSAID ? null : await interactions.of(target, message);
  if (interaction && (await editBy(guest, target, { interaction, message }, part))) return;
  await interactions.sayFarewell(target, message);
  throw outOfReach();
}

async function remove(
  { options: { api }, interactions }: Guest,
  target: Target,
  message: MessageRef,
): Promise<void> {
  if (message === UNSAID) return;
  const sent = directOf(message);
  const interaction = sent ? null : await interactions.of(target, message);
  try {
    if (sent) await api.remove(sent.channel, sent.id);
    else if (interaction) await api.removeReply(interaction.token, message);
  } catch (error) {
    if (!isAbsent(error) && !isOver(error)) throw asSendingError(error);
  }
}

/** To the person alone. Throws `thread-gone` where they take no direct messages: there is no other way to them. */
function direct(
  { options, interactions }: Guest,
  target: Target,
  part: Part,
  nonce: string,
): Promise<MessageRef> {
  const { api, words } = options;
  return asSending(async () => {
    const host = hostOf(target);
    if (host === null) throw new CuepointError("thread-gone");
    const channel = await api.direct(host);
    const sendLine = (content: string) =>
      api.create(channel, payloadOf({ ...EMPTY_PART, content: `-# ${content}` }), freshNonce());
    if (interactions.isFirstDirect(target)) await sendLine(words(target).discord.restDirectly);
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
