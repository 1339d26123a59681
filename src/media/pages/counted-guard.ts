import type { Duplex } from "node:stream";
import { SafeError } from "../../util/safe-error.ts";
import type { Guard } from "../guard/guard.ts";

/** The guard for one run: what comes in is counted, and all connections can be ended together. */
export interface CountedGuard extends Guard {
  /** True once more came in than may; every connection has ended then, and no further one is made. */
  readonly isSpent: () => boolean;
  /** Adds a connection to those that end with the run. */
  keep(socket: Duplex & { setTimeout(ms: number, onIdle: () => void): unknown }): void;
  endAll(): void;
}

/** Milliseconds without a byte in either direction. */
const IDLE = 30_000;

export function createCountedGuard(guard: Guard, maxBytes: number): CountedGuard {
  const sockets = new Set<Duplex>();
  let left = maxBytes;
  const endAll = () => {
    for (const socket of sockets) socket.destroy();
  };
  const keep: CountedGuard["keep"] = (socket) => {
    sockets.add(socket);
    socket.setTimeout(IDLE, () => socket.destroy());
    socket.on("error", () => socket.destroy());
    socket.on("close", () => sockets.delete(socket));
  };
  return {
    admit: guard.admit,
    isSpent: () => left < 0,
    keep,
    endAll,
    async connect(hostname, port, signal) {
      if (left < 0) throw new SafeError("too many bytes");
      const upstream = await guard.connect(hostname, port, signal);
      keep(upstream);
      upstream.on("data", (chunk: Buffer) => {
        left -= chunk.length;
        if (left < 0) endAll();
      });
      return upstream;
    },
  };
}
