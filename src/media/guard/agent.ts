import { Agent, buildConnector } from "undici";
import { SafeError } from "../../util/safe-error.ts";
import type { Guard } from "./guard.ts";
import { portOf } from "./url-gate.ts";

/**
 * An undici agent whose every connection goes through the guard, for literal addresses too, which undici's own
 * `connect.lookup` never sees. It reads no proxy from the environment: behind a proxy the checks would be void.
 * Destroy it to close its connections.
 */
export function createGuardedAgent(guard: Guard, connectMs: number, signal: AbortSignal): Agent {
  const secure = buildConnector({ allowH2: false, maxCachedSessions: 0, timeout: connectMs });
  return new Agent({
    allowH2: false,
    pipelining: 1,
    // The caller's clock holds the limits, so that header, body and total time are counted in one place.
    headersTimeout: 0,
    bodyTimeout: 0,
    connect(options, callback) {
      const port = portOf(new URL(`${options.protocol}//host:${options.port}`));
      guard.connect(options.hostname, port, signal).then(
        (socket) => {
          if (options.protocol === "https:") secure({ ...options, httpSocket: socket }, callback);
          else callback(null, socket);
        },
        // undici's callback wants an Error, whatever was thrown.
        (error: unknown) =>
          callback(
            error instanceof Error ? error : new SafeError("the connection failed", { cause: error }),
            null,
          ),
      );
    },
  });
}
