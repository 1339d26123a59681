import { refusals } from "../api-error.ts";
import type { FakeInteraction, FakeMessage } from "../world.ts";
import { must } from "../world.ts";
import type { RestContext, Route } from "./context.ts";
import { readMessageForm } from "./message-form.ts";
import { readModalForm } from "./modal-form.ts";
import type { ApiRequest } from "./request.ts";
import { changeMessage, shown } from "./store-message.ts";

const FIRST_ANSWER = 3000;
const TOKEN_LIFE = 15 * 60 * 1000;
const EPHEMERAL = 64;
const LOADING = 128;

export function interactionRoutes(context: RestContext): readonly Route[] {
  const { world } = context;
  const byToken = (token = "") => {
    const interaction = [...world.interactions.values()].find((one) => one.token === token);
    if (!interaction) throw refusals.unknownWebhook();
    if (world.now() - interaction.createdAt >= TOKEN_LIFE) throw refusals.invalidToken();
    return interaction;
  };
  const replyOf = (token: string | undefined, id: string | undefined) => {
    const { reply } = byToken(token);
    const message = reply === null ? undefined : world.messages.get(reply);
    if (!message || (id !== "@original" && id !== message.id)) throw refusals.unknownMessage();
    return message;
  };
  const original = /^\/webhooks\/\d+\/([^/]+)\/messages\/(@original|\d+)$/;
  return [
    {
      method: "POST",
      path: /^\/interactions\/(\d+)\/([^/]+)\/callback$/,
      open: true,
      handle(request, [id = "", token]) {
        const interaction = world.interactions.get(id);
        if (interaction?.token !== token) throw refusals.unknownInteraction();
        return answer(context, interaction as FakeInteraction, request);
      },
    },
    {
      method: "POST",
      path: /^\/webhooks\/\d+\/([^/]+)$/,
      open: true,
      handle: (request, [token]) => followUp(context, byToken(token), request),
    },
    {
      method: "GET",
      path: original,
      open: true,
      handle: (_, [token, id]) => shown(context, replyOf(token, id)),
    },
    {
      method: "PATCH",
      path: original,
      open: true,
      handle(request, [token, id]) {
        const message = replyOf(token, id);
        const form = readMessageForm(request, world.attachmentSizeLimit);
        changeMessage(context, message, form, request.files);
        return shown(context, message);
      },
    },
    {
      method: "DELETE",
      path: original,
      open: true,
      handle(_, [token, id]) {
        const message = replyOf(token, id);
        world.messages.delete(message.id);
        context.gateway.tellGone(message);
        return null;
      },
    },
  ];
}

function answer(context: RestContext, interaction: FakeInteraction, request: ApiRequest): object | null {
  const { world } = context;
  if (interaction.acknowledged) throw refusals.alreadyAcknowledged();
  if (world.now() - interaction.createdAt > FIRST_ANSWER) throw refusals.unknownInteraction();
  interaction.acknowledged = true;
  const { type, data } = request.body as { type: number; data?: { flags?: number; content?: string } };
  if (type === 4 && data?.flags === EPHEMERAL) {
    const { content } = readMessageForm({ ...request, body: { ...data } }, 0);
    interaction.whispers.push(content);
  } else if (type === 9) interaction.modal = readModalForm(data);
  else if (type === 5) interaction.reply = think(context, interaction).id;
  else if (type !== 6) throw refusals.invalidForm("type", "BASE_TYPE_CHOICES", `the stand-in has no ${type}`);
  if (request.query.get("with_response") !== "true") return null;
  const { id, reply } = interaction;
  return { interaction: { id, type: 2, response_message_id: reply }, resource: { type } };
}

/** A further answer, of which the bot has only those that one person sees. */
function followUp({ world }: RestContext, interaction: FakeInteraction, request: ApiRequest): object {
  const form = readMessageForm(request, world.attachmentSizeLimit);
  if (!interaction.acknowledged) throw refusals.unknownWebhook();
  if ((form.flags & EPHEMERAL) === 0) world.violations.push(`everybody sees “${form.content}”`);
  if (form.allowed_mentions?.parse.length !== 0) world.violations.push(`mentions in “${form.content}”`);
  interaction.whispers.push(form.content);
  return { id: world.nextId() };
}

/** "Cuepoint is thinking ..." */
function think(context: RestContext, { channel }: FakeInteraction): FakeMessage {
  const { world, gateway } = context;
  const message: FakeMessage = {
    id: world.nextId(),
    channel: must(world.channels.get(channel), "channel").id,
    author: world.bot.id,
    content: "",
    embeds: [],
    components: [],
    files: [],
    flags: LOADING,
    type: 20,
    replyTo: null,
    nonce: null,
    forwarded: [],
    allowedMentions: { parse: [] },
    edits: 0,
  };
  world.messages.set(message.id, message);
  gateway.tellMessage("MESSAGE_CREATE", message);
  return message;
}
