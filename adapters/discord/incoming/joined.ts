import { ChannelType, type Guild, PermissionFlagsBits, type TextChannel } from "discord.js";
import { threadIdOf } from "../location.ts";
import { permissionsIn } from "../permissions.ts";
import { type Incoming, say } from "./context.ts";

/** Milliseconds. After some outages Discord calls every server new: one that the bot joined longer ago has only come back. */
const RECENTLY = 24 * 60 * 60 * 1000;

const NEEDED = PermissionFlagsBits.ViewChannel | PermissionFlagsBits.SendMessages;

/** Welcomes a server that the bot was added to, where it may write first, in the language of the server. */
export async function onJoined(guild: Guild, incoming: Incoming): Promise<void> {
  const { logger, now, welcome } = incoming;
  if (now() - guild.joinedTimestamp > RECENTLY) return;
  const channel = placeFor(guild, incoming);
  if (channel === null) {
    logger.debug({ guild: guild.id }, "a server could not be welcomed: there is no channel to write in");
    return;
  }
  try {
    const text = await welcome({
      thread: threadIdOf({ tenant: guild.id, channel, target: channel }),
      scope: "server",
      platform: "discord",
      author: "",
      // Its own id is that of the role that everyone has.
      roles: [guild.id],
      locale: guild.preferredLocale,
    });
    if (text !== null) await say(channel, text, incoming);
  } catch (error) {
    logger.debug({ guild: guild.id, channel, err: error }, "a server could not be welcomed");
  }
}

/** The channel for system messages, else the first text channel from above; null where the bot may write or be used in none. */
function placeFor(guild: Guild, incoming: Incoming): string | null {
  const { locations, mayUse } = incoming;
  // Who will ask is not known yet, so one role that may is enough.
  const held = [[], ...[...guild.roles.cache.keys()].map((role) => [role])];
  const isOpen = ({ id }: TextChannel) => {
    const location = locations.known(id);
    return location !== null && held.some((roles) => mayUse(location, roles));
  };
  const mayWrite = ({ id }: TextChannel) => permissionsIn(incoming, id)?.has(NEEDED) === true;
  const fromAbove = textChannelsOf(guild).find((channel) => mayWrite(channel) && isOpen(channel));
  return fromAbove?.id ?? null;
}

/** As people see them, but the one for system messages first. */
function textChannelsOf({ channels, systemChannelId }: Guild): readonly TextChannel[] {
  const text = [...channels.cache.values()].filter((channel) => channel.type === ChannelType.GuildText);
  // Those of no category stand above all categories.
  const placeOf = ({ id, parent, position }: TextChannel) =>
    id === systemChannelId ? [-2, 0] : [parent?.rawPosition ?? -1, position];
  const ranked = text.map((channel) => ({ channel, place: placeOf(channel) }));
  const byPlace = ranked.toSorted(({ place: [a = 0, b = 0] }, { place: [c = 0, d = 0] }) => a - c || b - d);
  return byPlace.map(({ channel }) => channel);
}
