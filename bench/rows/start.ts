import { median, runProgram } from "../measure/run-program.ts";
import { type BenchRow, target } from "./row.ts";

const ROUNDS = 7;
/** Times the start of Node itself, so that a slow machine does not count against us. */
const MOST_RATIO = 20;

/** How long a person waits for a command that does nothing yet. */
export const startRow: BenchRow = {
  name: "start",
  async measure({ quick }) {
    const rounds = quick ? 3 : ROUNDS;
    const node = await medianOf(rounds, ["-e", "0"]);
    const help = await medianOf(rounds, ["src/start.ts", "--help"]);
    const ratio = help / node;
    return {
      text: `node -e 0: ${Math.round(node)} ms. --help: ${Math.round(help)} ms, ${ratio.toFixed(1)} times as long.\n`,
      numbers: { nodeMs: node, helpMs: help, ratio },
      targets: [
        target("start: milliseconds of --help", { most: 400, reached: help }),
        target("start: --help against node -e 0", { most: MOST_RATIO, reached: ratio }),
      ],
    };
  },
};

async function medianOf(rounds: number, args: readonly string[]): Promise<number> {
  // Once before, for the cache of compiled code and the system's own.
  await runProgram(process.execPath, args);
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const { milliseconds, code, stderr } = await runProgram(process.execPath, args);
    if (code !== 0) throw new Error(`node ${args.join(" ")} failed: ${stderr}`);
    times.push(milliseconds);
  }
  return median(times);
}
