import type { Server } from "node:http";
import { GatewayIntentBits } from "discord.js";
import { WebSocketServer } from "ws";
import { createSession, type Session } from "./gateway-session.ts";
import { mentionsIn, messagePayload } from "./payloads.ts";
import { botPermissions } from "./permissions.ts";
import type { FakeMessage, World } from "./world.ts";
import { must } from "./world.ts";

export interface GatewayOptions {
  readonly world: World;
  readonly base: () => string;
  readonly shards: number;
}

/** The other half of the platform: it sends events to every connection. */
export interface Gateway {
  readonly recommendedShards: number;
  /** `guild` decides which shard hears it; null for what happens in direct messages. */
  tell(type: string, data: object, guild: string | null): void;
  tellMessage(type: "MESSAGE_CREATE" | "MESSAGE_UPDATE", message: FakeMessage): void;
  tellGone(message: FakeMessage): void;
  /** The message without what the bot's intents and rights hide from it. */
  asSeen(message: FakeMessage): object;
  /** Cuts every connection as a bad network does; what happens meanwhile comes with the resumption. */
  drop(): void;
  /** Closes every connection as for a token that is not known any more. */
  refuse(): void;
  /** Discord's own wish for a new connection. */
  askToReconnect(): void;
  /** Ends the sessions: with the next connection everything begins anew. */
  forgetSessions(): void;
  /** Resolves when every connected client has taken in all that it was told. */
  caughtUp(): Promise<void>;
  readonly connections: () => number;
  readonly resumptions: () => number;
  /** Of the last client that identified. */
  readonly intents: () => number;
  close(): Promise<void>;
}

export function createGateway(server: Server, { world, base, shards }: GatewayOptions): Gateway {
  const sockets = new WebSocketServer({ server });
  const sessions = new Map<string, Session>();
  const context = { world, base, sessions, resumed: 0, intents: 0 };
  sockets.on("connection", (socket) => createSession(socket, context));
  const connected = () => [...sessions.values()].filter((session) => session.isOpen());

  const seen = (message: FakeMessage, intents: number) => {
    const channel = must(world.channels.get(message.channel), "channel");
    const isForBot =
      message.author === world.bot.id ||
      channel.guild === null ||
      mentionsIn(world, message).users.some(({ id }) => id === world.bot.id);
    const isHidden = !isForBot && (intents & GatewayIntentBits.MessageContent) === 0;
    return messagePayload(world, message, base(), isHidden);
  };
  const guildOf = (message: FakeMessage) => world.channels.get(message.channel)?.guild ?? null;
  const canSee = (message: FakeMessage) => {
    const channel = must(world.channels.get(message.channel), "channel");
    return (botPermissions(world, channel) & 0x400n) !== 0n;
  };

  return {
    recommendedShards: shards,
    tell(type, data, guild) {
      for (const session of sessions.values()) if (session.hears(guild)) session.tell(type, data);
    },
    tellMessage(type, message) {
      if (!canSee(message)) return;
      for (const session of sessions.values()) {
        if (session.hears(guildOf(message))) session.tell(type, seen(message, session.intents));
      }
    },
    tellGone(message) {
      const guild = guildOf(message);
      const data = { id: message.id, channel_id: message.channel, ...(guild && { guild_id: guild }) };
      for (const session of sessions.values()) if (session.hears(guild)) session.tell("MESSAGE_DELETE", data);
    },
    asSeen: (message) => seen(message, context.intents),
    drop() {
      for (const session of connected()) session.drop();
    },
    refuse() {
      for (const session of connected()) session.refuse();
    },
    askToReconnect() {
      for (const session of connected()) session.askToReconnect();
    },
    forgetSessions() {
      for (const session of connected()) session.invalidate();
      sessions.clear();
    },
    async caughtUp() {
      await Promise.all(connected().map((session) => session.caughtUp()));
    },
    connections: () => connected().length,
    resumptions: () => context.resumed,
    intents: () => context.intents,
    close() {
      for (const socket of sockets.clients) socket.terminate();
      return new Promise((resolve) => sockets.close(() => resolve()));
    },
  };
}
