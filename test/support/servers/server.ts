import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { connect } from "node:net";

/** A real database server on a port of its own, which a test may kill, freeze and bring back. */
export interface TestServer {
  readonly url: string;
  kill(): Promise<void>;
  start(): Promise<void>;
  /** Stops it without closing a connection, as a lost network does. */
  freeze(): void;
  thaw(): void;
}

export interface ServerProgram {
  readonly url: string;
  readonly port: number;
  readonly command: string;
  readonly args: readonly string[];
  /** Ends the server as a crash does, with the processes that it has started. */
  readonly killSignal: NodeJS.Signals;
  /** Rejects while the server does not take queries yet. */
  readonly answers: () => Promise<void>;
}

const START_MS = 30_000;

export function serverFrom({ url, port, command, args, killSignal, answers }: ServerProgram): TestServer {
  let child: ChildProcess | undefined;
  return {
    url,
    async start() {
      const started = spawn(command, args, { stdio: "ignore" });
      child = started;
      // A test file that dies takes its server along.
      process.once("exit", () => started.kill("SIGKILL"));
      const until = Date.now() + START_MS;
      for (let ready = false; !ready; ) {
        if (started.exitCode !== null || Date.now() > until) throw new Error(`${command} did not start`);
        ready = await listens(port)
          .then(answers)
          .then(
            () => true,
            () => pause().then(() => false),
          );
      }
    },
    async kill() {
      if (!child || child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, "exit");
      child.kill(killSignal);
      await gone;
    },
    freeze: () => void child?.kill("SIGSTOP"),
    thaw: () => void child?.kill("SIGCONT"),
  };
}

async function listens(port: number): Promise<void> {
  const socket = connect(port, "127.0.0.1");
  try {
    await once(socket, "connect");
  } finally {
    socket.destroy();
  }
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 25));
}
