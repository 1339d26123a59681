import {
  ChannelType,
  type GatewayChannelDeleteDispatchData,
  type GatewayGuildDeleteDispatchData,
  type GatewayMessageDeleteDispatchData,
  type GatewayThreadDeleteDispatchData,
} from "discord.js";
import type { DeletedEvent } from "../../../src/chat/event.ts";
import { threadIdOf } from "../location.ts";
import type { Incoming } from "./context.ts";

/**
 * A message of a thread, or one that a thread hangs at: then the thread has the message's id. Once the thread is
 * archived the gateway does not say whether there is one, so both are told; the core knows which of them it has.
 */
export async function onMessageDeleted(
  { id, channel_id }: Pick<GatewayMessageDeleteDispatchData, "id" | "channel_id">,
  incoming: Incoming,
): Promise<void> {
  if (incoming.ownRemovals.get(id)) return;
  const location = await incoming.locations.find(channel_id);
  const isKnown = incoming.locations.known(id) !== null;
  if (!isKnown) await incoming.dispatch(deleted(location, id));
  if (location.opensThreads) await incoming.dispatch(deleted({ ...location, target: id }, id));
}

export async function onThreadDeleted(
  thread: GatewayThreadDeleteDispatchData,
  incoming: Incoming,
): Promise<void> {
  if (!thread.guild_id || !thread.parent_id) return;
  const isPrivate = thread.type === ChannelType.PrivateThread;
  const place = { tenant: thread.guild_id, channel: thread.parent_id, target: thread.id };
  await incoming.dispatch(deleted({ ...place, isPrivate }));
}

/** A channel takes its threads with it; those that were archived long ago are in no cache and expire by themselves. */
export async function onChannelDeleted(
  channel: GatewayChannelDeleteDispatchData,
  threads: readonly string[],
  incoming: Incoming,
): Promise<void> {
  if (!("guild_id" in channel) || !channel.guild_id) return;
  const tenant = channel.guild_id;
  for (const target of [channel.id, ...threads]) {
    // It may be gone from the cache by now, with what kind of thread it was.
    await incoming.dispatch(deleted({ tenant, channel: channel.id, target }));
    if (target !== channel.id) await incoming.dispatch(deleted({ tenant, channel: target, target }));
  }
}

/** A guild that is only unavailable has not been left. */
export async function onLeft(guild: GatewayGuildDeleteDispatchData, incoming: Incoming): Promise<void> {
  if (guild.unavailable) return;
  await incoming.dispatch({ type: "left", platform: "discord", tenant: guild.id });
}

function deleted(location: Parameters<typeof threadIdOf>[0], message?: string): DeletedEvent {
  const thread = threadIdOf(location);
  return message === undefined ? { type: "deleted", thread } : { type: "deleted", thread, message };
}
