import { MessageFlags, PermissionFlagsBits } from "discord.js";
import { refusals } from "../api-error.ts";
import { type FakeChannel, type FakeInteraction, type FakeMessage, must } from "../world.ts";
import type { RestContext, Route } from "./context.ts";
import { readMessageForm } from "./message-form.ts";
import { readModalForm } from "./modal-form.ts";
import type { ApiRequest } from "./request.ts";
import { changeMessage, shown, storeMessage } from "./store-message.ts";

const FIRST_ANSWER = 3000;
const TOKEN_LIFE = 15 * 60 * 1000;
const LOADING = 128;

export function interactionRoutes(context: RestContext): readonly Route[] {
  const { world } = context;
  const byToken = (token = "") => {
    const interaction = [...world.interactions.values()].find((one) => one.token === token);
    if (!interaction) throw refusals.unknownWebhook();
    if (world.now() - interaction.createdAt >= TOKEN_LIFE) throw refusals.invalidToken();
    return interaction;
  };
  /** "edit a message sent with that `token`": the reply, or a further one. */
  const replyOf = (token: string | undefined, id = "@original") => {
    const { reply, followUps } = byToken(token);
    const own = id === "@original" ? reply : [reply, ...followUps].find((one) => one === id);
    const message = world.messages.get(own ?? "");
    if (!message) throw refusals.unknownMessage();
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
        const { attachmentSizeLimit: bytesPerFile } = world;
        const form = readMessageForm(request, { world, bytesPerFile, before: message });
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
  if (type === 4 && data?.flags === MessageFlags.Ephemeral) {
    const { content } = readMessageForm({ ...request, body: { ...data } }, { world, bytesPerFile: 0 });
    interaction.whispers.push(content);
  } else if (type === 9) interaction.modal = readModalForm(data);
  else if (type === 5) interaction.reply = think(context, interaction).id;
  else if (type !== 6) throw refusals.invalidForm("type", "BASE_TYPE_CHOICES", `the stand-in has no ${type}`);
  if (request.query.get("with_response") !== "true") return null;
  const { id, reply } = interaction;
  return { interaction: { id, type: 2, response_message_id: reply }, resource: { type } };
}

/**
 * "Apps are limited to 5 followup messages per interaction if it was initiated from a user-installed app and isn't installed in the
 * server": https://docs.discord.com/developers/interactions/receiving-and-responding#create-followup-message
 */
const MOST_FOLLOW_UPS = 5;

/** A further answer: in a server that it is a member of, the bot has only those that one person sees. */
function followUp(context: RestContext, interaction: FakeInteraction, request: ApiRequest): object {
  const { world } = context;
  const { host, followUps } = interaction;
  if (host !== null && followUps.length >= MOST_FOLLOW_UPS) throw refusals.tooManyFollowUps();
  const form = readMessageForm(request, { world, bytesPerFile: world.attachmentSizeLimit });
  if (!interaction.acknowledged) throw refusals.unknownWebhook();
  const channel = must(world.channels.get(interaction.channel), "channel");
  const isForAll = host !== null || channel.guild === null;
  if (isForAll && (form.flags & MessageFlags.Ephemeral) === 0) {
    const flags = form.flags | hiddenIn(channel);
    const message = storeMessage(context, channel, { ...form, flags }, request.files);
    followUps.push(message.id);
    return shown(context, message);
  }
  if ((form.flags & MessageFlags.Ephemeral) === 0) world.violations.push(`everyone sees “${form.content}”`);
  if (form.allowed_mentions?.parse.length !== 0) world.violations.push(`mentions in “${form.content}”`);
  interaction.whispers.push(form.content);
  const id = world.nextId();
  followUps.push(id);
  return { id };
}

/** discord-api-types, PermissionFlagsBits.UseExternalApps: "When disabled, […] the responses will be ephemeral." */
function hiddenIn({ denied }: FakeChannel): number {
  return (denied & PermissionFlagsBits.UseExternalApps) === 0n ? 0 : MessageFlags.Ephemeral;
}

/** "Cuepoint is thinking ..." */
function think(context: RestContext, interaction: FakeInteraction): FakeMessage {
  const { world, gateway } = context;
  const channel = must(world.channels.get(interaction.channel), "channel");
  const message: FakeMessage = {
    id: world.nextId(),
    channel: channel.id,
    author: world.bot.id,
    content: "",
    embeds: [],
    components: [],
    files: [],
    flags: LOADING | (interaction.host === null ? 0 : hiddenIn(channel)),
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
