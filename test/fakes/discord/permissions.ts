import { PermissionFlagsBits } from "discord.js";
import { refusals } from "./api-error.ts";
import { type FakeChannel, isForeign, isThread, type World } from "./world.ts";

export type PermissionName = keyof typeof PermissionFlagsBits;

export function bits(names: readonly PermissionName[]): bigint {
  return names.reduce((sum, name) => sum | PermissionFlagsBits[name], 0n);
}

/** What the bot may do in a channel; a thread has the rights of the channel it hangs in. */
export function botPermissions(world: World, channel: FakeChannel): bigint {
  // Discord's page on interactions, app_permissions: it may attach and embed where it answers, and read and post nothing by itself.
  if (isForeign(world, channel)) return 0n;
  if (channel.guild === null) return bits(["ViewChannel", "SendMessages", "EmbedLinks", "AttachFiles"]);
  const granted = world.guilds.get(channel.guild)?.botPermissions ?? 0n;
  return granted & ~aboveOf(world, channel).denied;
}

function aboveOf(world: World, channel: FakeChannel): FakeChannel {
  const parent = isThread(channel) && channel.parent ? world.channels.get(channel.parent) : undefined;
  return parent ?? channel;
}

/** Throws as the API does: without sight of a channel nothing else is told. */
export function demand(world: World, channel: FakeChannel, names: readonly PermissionName[]): void {
  const granted = botPermissions(world, channel);
  if ((granted & PermissionFlagsBits.ViewChannel) === 0n) throw refusals.missingAccess();
  const needed = bits(names);
  if ((granted & needed) !== needed) throw refusals.missingPermissions();
}

export function demandWriting(world: World, channel: FakeChannel): void {
  demand(world, channel, [isThread(channel) ? "SendMessagesInThreads" : "SendMessages"]);
}
