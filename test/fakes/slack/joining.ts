import { ADA, BOT, type FakeUser, TEAM, type World } from "./world.ts";

export interface Invitation {
  readonly inviter?: FakeUser | undefined;
  /** The bot without it. */
  readonly user?: string;
}

type Fields = Readonly<Record<string, unknown>>;

/**
 * What Slack tells when a person is added to a channel: an event, and the message that the channel shows.
 * `MemberJoinedChannelEvent` and `ChannelJoinMessageEvent` of @slack/types, dist/events/member.d.ts and message.d.ts.
 */
export function joined(world: World, id: string, { inviter = ADA, user = BOT.user }: Invitation): Fields[] {
  const channel = world.channels.get(id);
  if (channel && user === BOT.user) channel.isMember = true;
  const isPrivate = channel?.kind === "private";
  const known = { user, channel: id, inviter: inviter.id, team: TEAM };
  const [event_ts, ts] = [world.nextTs(), world.nextTs()];
  return [
    { type: "member_joined_channel", ...known, channel_type: isPrivate ? "G" : "C", event_ts },
    {
      ...{ type: "message", subtype: "channel_join", ...known, ts, event_ts: ts },
      channel_type: isPrivate ? "group" : "channel",
      text: `<@${user}> has joined the channel`,
    },
  ];
}
