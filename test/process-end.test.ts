import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, it } from "vitest";

const END_WITHIN = fileURLToPath(new URL("../src/process-end.ts", import.meta.url));

/** A process that something keeps alive for ten minutes. */
async function runHanging(budget: number): Promise<string> {
  const code = `
    const { endWithin } = await import(${JSON.stringify(END_WITHIN)});
    const logger = { info: (facts) => console.log(JSON.stringify(facts)) };
    setTimeout(() => {}, 600_000);
    endWithin(${budget}, logger);`;
  const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "--eval", code]);
  return stdout;
}

it("ends a process that something keeps alive, and says so", async () => {
  expect(JSON.parse(await runHanging(50))).toEqual({ milliseconds: 50 });
});
