import { GatewayIntentBits, GatewayOpcodes } from "discord.js";
import type { RawData, WebSocket } from "ws";
import { z } from "zod";
import { applicationPayload } from "./application-payload.ts";
import { guildPayload, userPayload } from "./payloads.ts";
import type { World } from "./world.ts";

const HEARTBEAT_INTERVAL = 41_250;

export interface SessionContext {
  readonly world: World;
  readonly base: () => string;
  readonly sessions: Map<string, Session>;
  resumed: number;
  intents: number;
}

export interface Session {
  readonly intents: number;
  hears(guild: string | null): boolean;
  tell(type: string, data: object): void;
  isOpen(): boolean;
  drop(): void;
  refuse(): void;
  askToReconnect(): void;
  invalidate(): void;
  caughtUp(): Promise<void>;
  /** Goes on over another connection, after the message with this number. */
  resume(socket: WebSocket, after: number): void;
  onHeartbeat(): void;
}

const incoming = z.object({ op: z.number(), d: z.unknown() });

const identify = z.object({
  token: z.string(),
  intents: z.number(),
  shard: z.tuple([z.number(), z.number()]).default([0, 1]),
});

const resume = z.object({ token: z.string(), session_id: z.string(), seq: z.number() });

/** Speaks with a new connection until it is a session, new or resumed. */
export function createSession(socket: WebSocket, context: SessionContext): void {
  let session: Session | null = null;
  const send = (op: GatewayOpcodes, d: unknown) => socket.send(JSON.stringify({ op, d, s: null, t: null }));
  socket.on("message", (raw: RawData) => {
    const { op, d } = incoming.parse(JSON.parse(String(raw)));
    if (op === GatewayOpcodes.Heartbeat) {
      send(GatewayOpcodes.HeartbeatAck, null);
      session?.onHeartbeat();
    } else if (op === GatewayOpcodes.Identify) session = begin(socket, context, identify.parse(d));
    else if (op === GatewayOpcodes.Resume) {
      const { session_id, seq } = resume.parse(d);
      session = context.sessions.get(session_id) ?? null;
      if (!session) return send(GatewayOpcodes.InvalidSession, false);
      context.resumed += 1;
      session.resume(socket, seq);
    }
    return undefined;
  });
  send(GatewayOpcodes.Hello, { heartbeat_interval: HEARTBEAT_INTERVAL });
}

function begin(
  socket: WebSocket,
  context: SessionContext,
  { token, intents, shard }: z.infer<typeof identify>,
): Session | null {
  const { world, base } = context;
  const wantsContent = (intents & GatewayIntentBits.MessageContent) !== 0;
  if (token !== world.token) socket.close(4004, "Authentication failed.");
  else if (wantsContent && !world.messageContent) socket.close(4014, "Disallowed intent(s).");
  else {
    const id = `session-${context.sessions.size + 1}-${world.nextId()}`;
    const session = openSession(socket, { id, intents, shard });
    context.sessions.set(id, session);
    context.intents = intents;
    const guilds = [...world.guilds.values()].filter((guild) => guild.isJoined && session.hears(guild.id));
    session.tell("READY", {
      v: 10,
      user: userPayload(world.bot),
      guilds: guilds.map((guild) => ({ id: guild.id, unavailable: true })),
      session_id: id,
      resume_gateway_url: base().replace(/^http/, "ws"),
      application: applicationPayload(world),
      shard,
    });
    for (const guild of guilds) session.tell("GUILD_CREATE", guildPayload(world, guild));
    return session;
  }
  return null;
}

interface Opening {
  readonly id: string;
  readonly intents: number;
  readonly shard: readonly [number, number];
}

function openSession(first: WebSocket, { intents, shard: [shard, shards] }: Opening): Session {
  const told: string[] = [];
  let socket = first;
  let waiting: (() => void)[] = [];
  const isOpen = () => socket.readyState === socket.OPEN;
  const send = (op: GatewayOpcodes, d: unknown) => socket.send(JSON.stringify({ op, d, s: null, t: null }));
  return {
    intents,
    hears: (guild) =>
      guild === null ? shard === 0 : Number((BigInt(guild) >> 22n) % BigInt(shards)) === shard,
    tell(type, data) {
      const text = JSON.stringify({ op: GatewayOpcodes.Dispatch, t: type, s: told.length + 1, d: data });
      told.push(text);
      if (isOpen()) socket.send(text);
    },
    isOpen,
    drop: () => socket.terminate(),
    refuse: () => socket.close(4004, "Authentication failed."),
    askToReconnect: () => send(GatewayOpcodes.Reconnect, null),
    invalidate: () => send(GatewayOpcodes.InvalidSession, false),
    caughtUp() {
      if (!isOpen()) return Promise.resolve();
      // A client answers this at once, and it takes in what came before in order.
      const answered = new Promise<void>((resolve) => {
        waiting.push(resolve);
        socket.once("close", () => resolve());
      });
      send(GatewayOpcodes.Heartbeat, null);
      return answered;
    },
    resume(other, after) {
      socket = other;
      for (const text of told.slice(after)) socket.send(text);
      this.tell("RESUMED", {});
    },
    onHeartbeat() {
      for (const resolve of waiting) resolve();
      waiting = [];
    },
  };
}
