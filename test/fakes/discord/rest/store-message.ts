import { MessageFlags } from "discord.js";
import { messagePayload } from "../payloads.ts";
import { FILE_BYTES_BY_TIER } from "../tiers.ts";
import { type FakeChannel, type FakeFile, type FakeMessage, isThread, type World } from "../world.ts";
import type { RestContext } from "./context.ts";
import { addressesIn, IS_LAYOUT } from "./layout-form.ts";
import type { MessageForm } from "./message-form.ts";
import type { UploadedFile } from "./request.ts";

export function bytesPerFileIn(world: World, { guild }: FakeChannel): number {
  const tier = guild === null ? 0 : (world.guilds.get(guild)?.premiumTier ?? 0);
  return FILE_BYTES_BY_TIER[tier] ?? 0;
}

/** A new message of the bot, sent to every connection that listens. */
export function storeMessage(
  context: RestContext,
  channel: FakeChannel,
  form: MessageForm,
  files: readonly UploadedFile[],
): FakeMessage {
  const { world } = context;
  const message: FakeMessage = {
    id: world.nextId(),
    channel: channel.id,
    author: world.bot.id,
    content: form.content,
    embeds: form.embeds,
    components: form.components,
    files: keepFiles(world, channel.id, form, files),
    flags: form.flags,
    type: 0,
    replyTo: null,
    nonce: form.nonce ?? null,
    forwarded: [],
    allowedMentions: form.allowed_mentions ?? null,
    edits: 0,
  };
  judge(world, message);
  world.messages.set(message.id, message);
  if (isThread(channel)) channel.archived = false;
  context.gateway.tellMessage("MESSAGE_CREATE", message);
  return message;
}

/** The new state of a message: what the form leaves out stays, files that it does not list go. */
export function changeMessage(
  context: RestContext,
  message: FakeMessage,
  form: MessageForm,
  files: readonly UploadedFile[],
): void {
  const { world } = context;
  message.content = form.content;
  message.embeds = form.embeds;
  message.components = form.components;
  message.files = keepFiles(world, message.channel, form, files);
  // "an existing message's ephemeral state cannot be changed"
  message.flags = form.flags | (message.flags & MessageFlags.Ephemeral);
  message.allowedMentions = form.allowed_mentions ?? null;
  message.edits += 1;
  judge(world, message);
  context.gateway.tellMessage("MESSAGE_UPDATE", message);
}

export function shown(context: RestContext, message: FakeMessage): object {
  return messagePayload(context.world, message, context.base());
}

function keepFiles(
  world: World,
  channel: string,
  { attachments }: MessageForm,
  files: readonly UploadedFile[],
): readonly FakeFile[] {
  return files.map(({ key, name, type, data }) => {
    const described = attachments.find(({ id }) => id === key);
    const file: FakeFile = {
      id: world.nextId(),
      name: described?.filename ?? name,
      contentType: type,
      data,
      description: described?.description ?? null,
      channel,
      lost: false,
    };
    world.files.set(file.id, file);
    return file;
  });
}

/** What Discord would let pass and we do not. */
function judge(
  world: World,
  { allowedMentions, content, flags, embeds, components, files }: FakeMessage,
): void {
  const parse = (allowedMentions as { parse?: readonly string[] } | null)?.parse;
  if (parse === undefined || parse.length > 0) world.violations.push(`mentions are allowed in “${content}”`);
  if ((flags & IS_LAYOUT) !== 0) {
    // "Attachments won't show by default - they must be exposed through components", components/reference.
    const shown = addressesIn(components);
    const hidden = files.find(({ name }) => !shown.includes(`attachment://${name}`));
    if (hidden) world.violations.push(`${hidden.name} is shown by no component`);
    return;
  }
  const suppresses = (flags & 4) !== 0;
  if (suppresses === embeds.length > 0) world.violations.push(`previews of links in “${content}”`);
}
