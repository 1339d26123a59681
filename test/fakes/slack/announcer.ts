import type { Envelope, Transport } from "./envelope.ts";
import { manifest } from "./manifest.ts";
import { historyScope } from "./methods/rest.ts";
import { BOT_TOKEN, TEAM, type World } from "./world.ts";

type Fields = Readonly<Record<string, unknown>>;

const SUBSCRIPTIONS = new Set(manifest.settings.event_subscriptions.bot_events);
const COMMANDS = new Set(manifest.features.slash_commands.map(({ command }) => command));

/** Tells the app what happens: only what its manifest subscribes to and its scopes allow. */
export interface Announcer {
  /** Returns what was delivered, for delivering it again. */
  announce(event: Fields): Fields;
  repeat(payload: Fields): void;
  interact(payload: Fields): void;
  command(payload: Fields): void;
  channelType(channel: string): string;
  /** Resolves once everything so far has been acknowledged, or no app was there to take it. */
  settled(): Promise<void>;
  /** What was not acknowledged, and would come again. */
  lost(): readonly Envelope[];
}

const TYPES = { public: "channel", private: "group", im: "im", mpim: "mpim" } as const;

const READ_SCOPES = {
  channel: "channels:read",
  group: "groups:read",
  im: "im:read",
  mpim: "mpim:read",
} as const;

export function createAnnouncer(world: World, transport: () => Transport, base: string): Announcer {
  const pending = new Set<Promise<unknown>>();
  const lost: Envelope[] = [];

  const deliver = (envelope: Envelope) => {
    const delivery = transport()
      .deliver(envelope)
      .then((isAcknowledged) => {
        if (!isAcknowledged) lost.push(envelope);
        pending.delete(delivery);
      });
    pending.add(delivery);
  };

  const channelType = (channel: string) => TYPES[world.channels.get(channel)?.kind ?? "public"];

  /** Whether the app gets to hear of it. */
  const isHeard = (event: Fields): boolean => {
    const scopes = world.tokens.get(BOT_TOKEN) ?? new Set();
    const channel = String(event.channel ?? event.channel_id ?? "");
    if (event.type === "message") {
      const plural = { channel: "channels", group: "groups", im: "im", mpim: "mpim" }[channelType(channel)];
      return SUBSCRIPTIONS.has(`message.${plural}`) && scopes.has(historyScope(world, channel));
    }
    // https://docs.slack.dev/reference/events/member_joined_channel
    if (event.type === "member_joined_channel" && !scopes.has(READ_SCOPES[channelType(channel)]))
      return false;
    if (event.type === "app_mention" && !scopes.has("app_mentions:read")) return false;
    if (event.type === "file_shared" && !scopes.has("files:read")) return false;
    return SUBSCRIPTIONS.has(String(event.type));
  };

  return {
    channelType,
    announce(event) {
      const channel = world.channels.get(String(event.channel ?? event.channel_id ?? ""));
      const payload = {
        type: "event_callback",
        team_id: TEAM,
        api_app_id: "A0APP",
        event_id: world.nextId("Ev"),
        event_time: Math.floor(world.clock.now() / 1000),
        is_ext_shared_channel: channel?.isShared ?? false,
        authorizations: [{ team_id: TEAM, user_id: "U0BOT", is_bot: true, is_enterprise_install: false }],
        event,
      };
      if (isHeard(event)) deliver({ type: "events_api", payload });
      return payload;
    },
    repeat(payload) {
      if (isHeard(payload.event as Fields)) deliver({ type: "events_api", payload });
    },
    interact(payload) {
      const response_url = `${base}/answers/${world.nextId("answer")}`;
      deliver({ type: "interactive", payload: { ...payload, response_url } });
    },
    command(payload) {
      if (!COMMANDS.has(String(payload.command))) throw new TypeError("the manifest has no such command");
      const response_url = `${base}/answers/${world.nextId("answer")}`;
      deliver({ type: "slash_commands", payload: { ...payload, response_url } });
    },
    async settled() {
      // Deliveries make the app post, which is announced in its turn.
      while (pending.size > 0) await Promise.all(pending);
    },
    lost: () => lost,
  };
}
