import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { connect } from "node:net";

/** A real database server on a port of its own, which a test may kill, freeze and bring back. */
export interface TestServer {
  readonly url: string;
  /** Does nothing where it runs, or is dead, already. */
  start(): Promise<void>;
  kill(): Promise<void>;
  /** From here on it takes calls and answers none, as on a lost network, until it thaws. */
  freeze(): Promise<void>;
  thaw(): Promise<void>;
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
      if (child && child.exitCode === null && child.signalCode === null) return;
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
    freeze: async () => void child?.kill("SIGSTOP"),
    thaw: async () => void child?.kill("SIGCONT"),
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
