import { connect as connectTcp, type Socket } from "node:net";
import { TookTooLong } from "./refusal.ts";
import { checkedAddresses, type Resolve, resolveBySystem } from "./resolve.ts";
import { createUrlGate } from "./url-gate.ts";

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
/** A name can have dozens of records; whoever has a working one has it among the first. */
const MAX_TRIES = 3;

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

function connected(socket: Socket, limitMs: number, signal: AbortSignal): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const settle = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", abort);
      socket.off("connect", succeed).off("error", fail);
    };
    const fail = (error: unknown) => {
      settle();
      // A late error of a socket that nobody waits for any more must not end the process.
      socket.on("error", () => undefined).destroy();
      reject(error);
    };
    const succeed = () => {
      settle();
      resolve(socket);
    };
    const abort = () => fail(signal.reason);
    const timer = setTimeout(() => fail(new TookTooLong("connect")), limitMs);
    signal.addEventListener("abort", abort, { once: true });
    socket.once("connect", succeed).once("error", fail);
  });
}
