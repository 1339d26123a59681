import type { IncomingMessage, Server } from "node:http";
import type { Duplex } from "node:stream";
import { type WebSocket, WebSocketServer } from "ws";
import type { Envelope, Transport } from "./envelope.ts";
import type { World } from "./world.ts";

/** Slack delivers again what is not acknowledged within this. Milliseconds of real time. */
const ACKNOWLEDGE_WITHIN = 3000;

/** The app takes a connection for broken that is silent for half a minute. Milliseconds of real time. */
const PING_EVERY = 5000;

export interface SocketMode extends Transport {
  /** Slack recycles the connection: it says so, and the app is to come back. */
  refresh(): void;
  /** The connection breaks without a word. */
  cut(): void;
  /** Resolves once the app has a connection, at once where it has one. */
  connected(): Promise<void>;
  /** How many connections there have been. */
  connections(): number;
}

export function createSocketMode(server: Server, world: World): SocketMode {
  const sockets = new Set<WebSocket>();
  const waiting = new Map<string, (isAcknowledged: boolean) => void>();
  /** By the envelope of a command, who gave it. */
  const askers = new Map<string, string>();
  const abandoned = new Set<string>();
  const arrivals: (() => void)[] = [];
  let total = 0;
  const wss = new WebSocketServer({ noServer: true });

  server.on("upgrade", (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    wss.handleUpgrade(request, socket, head, (connection) => welcome(connection));
  });

  function welcome(connection: WebSocket): void {
    total += 1;
    sockets.add(connection);
    connection.on("message", (data) => acknowledge(String(data)));
    connection.on("close", () => {
      sockets.delete(connection);
      // What was on the wire may or may not have arrived.
      if (sockets.size > 0) return;
      for (const [envelope, resolve] of waiting) {
        abandoned.add(envelope);
        resolve(false);
      }
    });
    connection.send(JSON.stringify({ type: "hello", num_connections: sockets.size, connection_info: {} }));
    connection.ping();
    const pinging = setInterval(() => connection.ping(), PING_EVERY).unref();
    connection.on("close", () => clearInterval(pinging));
    for (const resolve of arrivals.splice(0)) resolve();
  }

  function acknowledge(text: string): void {
    const { envelope_id, payload } = JSON.parse(text) as {
      envelope_id?: string;
      payload?: { text?: string };
    };
    // Words in the acknowledgement of a command: https://docs.slack.dev/interactivity/implementing-slash-commands
    const user = askers.get(envelope_id ?? "");
    if (user && payload?.text) world.whispers.push({ user, text: payload.text, blocks: [] });
    const resolve = envelope_id === undefined ? undefined : waiting.get(envelope_id);
    if (resolve) resolve(true);
    // Of what came by an earlier connection, which was cut before the answer.
    else if (!abandoned.delete(envelope_id ?? ""))
      world.violations.push(`an acknowledgement of something unknown or done: ${envelope_id}`);
  }

  return {
    deliver(envelope: Envelope) {
      const [socket] = [...sockets].filter((one) => one.readyState === one.OPEN);
      if (!socket) return Promise.resolve(false);
      const envelope_id = world.nextId("envelope");
      if (envelope.type === "slash_commands") askers.set(envelope_id, String(envelope.payload.user_id));
      return new Promise((resolve) => {
        const late = setTimeout(
          () => world.violations.push(`${envelope.type} was not acknowledged within 3 s`),
          ACKNOWLEDGE_WITHIN,
        );
        waiting.set(envelope_id, (isAcknowledged) => {
          clearTimeout(late);
          waiting.delete(envelope_id);
          resolve(isAcknowledged);
        });
        const accepts_response_payload = envelope.type !== "events_api";
        socket.send(JSON.stringify({ ...envelope, envelope_id, accepts_response_payload, retry_attempt: 0 }));
      });
    },
    refresh() {
      for (const socket of sockets) {
        socket.send(JSON.stringify({ type: "disconnect", reason: "refresh_requested" }));
      }
    },
    cut() {
      for (const socket of sockets) socket.terminate();
    },
    connected: () =>
      sockets.size > 0 ? Promise.resolve() : new Promise((resolve) => arrivals.push(resolve)),
    connections: () => total,
    async close() {
      for (const socket of sockets) socket.terminate();
      wss.close();
    },
  };
}
