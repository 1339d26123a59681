import { fileURLToPath } from "node:url";
import { runProgram } from "../measure/run-program.ts";
import type { BenchRow } from "./row.ts";

/** A part of the bench that is a program of its own and prints a line of JSON for each thing it measured. */
function programRow(name: string, file: string): BenchRow {
  const path = fileURLToPath(new URL(file, import.meta.url));
  return {
    name,
    async measure() {
      const { code, stdout, stderr } = await runProgram(process.execPath, [path]);
      if (code !== 0) throw new Error(`${name} ended with ${code}: ${stderr}`);
      const lines = stdout.trim().split("\n");
      return { text: lines.join("\n"), numbers: lines.map((line) => JSON.parse(line) as unknown) };
    },
  };
}

export const jobsRow = programRow("jobs", "../jobs.ts");
