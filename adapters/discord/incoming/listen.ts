import { type Client, Events, GatewayDispatchEvents, type Guild, type Interaction } from "discord.js";
import { onAction, onForm } from "./action.ts";
import { onCommand } from "./command.ts";
import type { Incoming } from "./context.ts";
import { onChannelDeleted, onLeft, onMessageDeleted, onThreadDeleted } from "./deletions.ts";
import { onJoined } from "./joined.ts";
import { onMessage } from "./message.ts";

/**
 * The way in, as a table of contents. discord.js receives and parses what the gateway says; its handler makes one of our events
 * of it, once, and gives that to the router by `incoming.dispatch`. A failure ends in the log.
 *
 *   slash command, entry of a menu   command.ts     a command, answered and with its thread opened (start-thread.ts)
 *   button, select menu              action.ts      an action, or a form that is opened for it
 *   form                             action.ts      an action with what was entered
 *   message                          message.ts     a message; find-video.ts says which video it means
 *   message, thread, channel gone    deletions.ts   deletions
 *   guild new                        joined.ts      no event; the guild is welcomed
 *   guild gone                       deletions.ts   the bot has left the guild
 */
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
  listenToNewGuilds(client, (guild) => working("a new server", onJoined(guild, incoming)));
  listenToDeletions(incoming, (work) => working("a deletion", work));
  listenToPermissions(incoming);
}

/** discord.js keeps apart what is new, what a connection begins with, and what is back after an outage. */
function listenToNewGuilds(client: Client, onNew: (guild: Guild) => void): void {
  const awaited = new Set<string>();
  client.on(Events.GuildCreate, (guild) => {
    if (guild.available) onNew(guild);
    else awaited.add(guild.id);
  });
  // A new one may be out of reach at first, and then nothing is known of its channels.
  client.on(Events.GuildAvailable, (guild) => {
    if (awaited.delete(guild.id)) onNew(guild);
  });
}

async function onInteraction(interaction: Interaction, incoming: Incoming): Promise<void> {
  if (interaction.isChatInputCommand() || interaction.isMessageContextMenuCommand()) {
    await onCommand(interaction, incoming);
  } else if (interaction.isMessageComponent()) await onAction(interaction, incoming);
  else if (interaction.isModalSubmit()) await onForm(interaction, incoming);
}

/** From the raw gateway: discord.js reports a deletion only of what is in its caches. */
function listenToDeletions(incoming: Incoming, working: (work: Promise<void>) => void): void {
  const { client } = incoming;
  const raw = client.ws;
  raw.on(GatewayDispatchEvents.MessageDelete, (data) => working(onMessageDeleted(data, incoming)));
  raw.on(GatewayDispatchEvents.MessageDeleteBulk, ({ ids, channel_id }) => {
    for (const id of ids) working(onMessageDeleted({ id, channel_id }, incoming));
  });
  raw.on(GatewayDispatchEvents.ThreadDelete, (data) => working(onThreadDeleted(data, incoming)));
  raw.on(GatewayDispatchEvents.ChannelDelete, (data) => {
    working(onChannelDeleted(data, threadsOf(client, data.id), incoming));
  });
  raw.on(GatewayDispatchEvents.GuildDelete, (data) => working(onLeft(data, incoming)));
}

/** From then on, what an interaction said about the bot's permissions may no longer hold. */
function listenToPermissions({ client, appPermissions }: Incoming): void {
  const changed = ({ guild_id }: { readonly guild_id?: string | undefined }) => {
    if (guild_id !== undefined) appPermissions.forget(guild_id);
  };
  const { ws } = client;
  ws.on(GatewayDispatchEvents.ChannelUpdate, (data) => changed("guild_id" in data ? data : {}));
  ws.on(GatewayDispatchEvents.GuildRoleUpdate, changed);
  ws.on(GatewayDispatchEvents.GuildRoleDelete, changed);
  ws.on(GatewayDispatchEvents.GuildMemberUpdate, changed);
}

/** Read at once: the cache forgets them right after. */
function threadsOf({ channels }: Client, channel: string): readonly string[] {
  const threads = channels.cache.filter((one) => one.isThread() && one.parentId === channel);
  return [...threads.keys()];
}
