import { type Client, Events, GatewayDispatchEvents, type Interaction } from "discord.js";
import { onAction } from "./action.ts";
import { onCommand } from "./command.ts";
import type { Incoming } from "./context.ts";
import { onChannelGone, onGuildGone, onMessageGone, onThreadGone } from "./deletions.ts";
import { onMessage } from "./message.ts";

/** From now on everything that the gateway says becomes an event, or nothing. A failure ends in the log. */
export function listen(incoming: Incoming): void {
  const { client, logger } = incoming;
  const working = (what: string, work: Promise<void>) => {
    work.catch((error: unknown) => logger.error({ err: error }, `${what} could not be worked on`));
  };
  client.on(Events.InteractionCreate, (interaction) => {
    if (incoming.firstTime(interaction.id)) working("an interaction", onInteraction(interaction, incoming));
  });
  client.on(Events.MessageCreate, (message) => {
    if (incoming.firstTime(message.id)) working("a message", onMessage(message, incoming));
  });
  listenForEnds(incoming, (work) => working("a deletion", work));
}

async function onInteraction(interaction: Interaction, incoming: Incoming): Promise<void> {
  if (interaction.isChatInputCommand() || interaction.isMessageContextMenuCommand()) {
    await onCommand(interaction, incoming);
  } else if (interaction.isMessageComponent()) await onAction(interaction, incoming);
}

/** As the gateway says it: discord.js tells of deletions only what its caches remember. */
function listenForEnds(incoming: Incoming, working: (work: Promise<void>) => void): void {
  const { client } = incoming;
  const raw = client.ws;
  raw.on(GatewayDispatchEvents.MessageDelete, (data) => working(onMessageGone(data, incoming)));
  raw.on(GatewayDispatchEvents.MessageDeleteBulk, ({ ids, channel_id }) => {
    for (const id of ids) working(onMessageGone({ id, channel_id }, incoming));
  });
  raw.on(GatewayDispatchEvents.ThreadDelete, (data) => working(onThreadGone(data, incoming)));
  raw.on(GatewayDispatchEvents.ChannelDelete, (data) => {
    working(onChannelGone(data, threadsOf(client, data.id), incoming));
  });
  raw.on(GatewayDispatchEvents.GuildDelete, (data) => working(onGuildGone(data, incoming)));
}

/** Read at once: the cache forgets them right after. */
function threadsOf({ channels }: Client, channel: string): readonly string[] {
  const threads = channels.cache.filter((one) => one.isThread() && one.parentId === channel);
  return [...threads.keys()];
}
