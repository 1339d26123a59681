import { lookup } from "node:dns/promises";
import { once } from "node:events";
import { connect as connectTcp, isIP, type Socket } from "node:net";
import pTimeout from "p-timeout";
import { Agent, buildConnector } from "undici";
import { SafeError } from "../../util/safe-error.ts";
import { isPublicAddress } from "./address-policy.ts";
import { createUrlGate, GuardRefusal, portOf } from "./url-gate.ts";

/** All addresses of a name, of both families. */
type Resolve = (name: string) => Promise<readonly string[]>;

/** Begins a TCP connection to exactly this address. */
type Dial = (address: string, port: number) => Socket;

export interface GuardOptions {
  /** Ports that may be connected to; 80 and 443 are always among them. */
  readonly ports?: readonly number[];
  readonly resolve?: Resolve;
  readonly dial?: Dial;
  /** Milliseconds. */
  readonly limits?: { readonly nameMs: number; readonly connectMs: number };
}

/** Finding the name or connecting took longer than it may. */
class TookTooLong extends SafeError {
  override name = "TookTooLong";
}

/** The one door through which strangers' links reach the network. */
export interface Guard {
  /** Judges a link by its text; throws GuardRefusal. */
  admit(link: string): URL;
  /**
   * Resolves the host, checks every record and connects to one of exactly those addresses: between the check
   * and the connection there is no second look-up that could answer otherwise. Throws GuardRefusal, TookTooLong,
   * or the system's error.
   */
  connect(hostname: string, port: number, signal: AbortSignal): Promise<Socket>;
}

const USUAL_PORTS = [80, 443];
const LIMITS = { nameMs: 5_000, connectMs: 10_000 };
/** A name can have dozens of records; where one works, it is among the first. */
const MAX_TRIES = 3;

/** As every other program on this machine resolves it: the hosts file and search domains included. */
const resolveBySystem: Resolve = async (name) => {
  const records = await lookup(name, { all: true, order: "ipv4first" });
  return records.map(({ address }) => address);
};

const dialBySystem: Dial = (host, port) => connectTcp({ host, port });

export function createGuard(options: GuardOptions = {}): Guard {
  const { resolve = resolveBySystem, dial = dialBySystem, limits = LIMITS } = options;
  const gate = createUrlGate([...USUAL_PORTS, ...(options.ports ?? [])]);
  return {
    admit: gate.admit,
    async connect(hostname, port, signal) {
      const host = gate.admitHost(hostname, port);
      const addresses = (await checkedAddresses(host, resolve, limits.nameMs)).slice(0, MAX_TRIES);
      const limitMs = limits.connectMs / addresses.length;
      let fault: unknown;
      for (const address of addresses) {
        signal.throwIfAborted();
        try {
          return await connected(dial(address, port), limitMs, signal);
        } catch (error) {
          fault = error;
        }
      }
      throw fault;
    },
  };
}

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
    // The caller's deadline holds the limits, so that header, body and total time are counted in one place.
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

/**
 * The addresses that a connection to this host may go to. One private record among public ones is enough to
 * refuse: the next connection would draw it.
 */
async function checkedAddresses(host: string, resolve: Resolve, limitMs: number): Promise<string[]> {
  if (isIP(host) !== 0) {
    if (!isPublicAddress(host)) throw new GuardRefusal("private-address");
    return [host];
  }
  const records = await pTimeout(resolve(host), { milliseconds: limitMs, message: new TookTooLong("name") });
  const addresses = [...new Set(records)];
  if (addresses.length === 0) throw new GuardRefusal("no-address");
  if (!addresses.every(isPublicAddress)) throw new GuardRefusal("private-address");
  return addresses;
}

async function connected(socket: Socket, milliseconds: number, signal: AbortSignal): Promise<Socket> {
  try {
    const message = new TookTooLong("connect");
    await pTimeout(once(socket, "connect"), { milliseconds, signal, message });
    return socket;
  } catch (error) {
    // A late error of a socket that no one waits for any more must not end the process.
    socket.on("error", () => undefined).destroy();
    throw error;
  }
}
