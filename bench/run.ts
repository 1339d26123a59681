import { mkdirSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { runProgram } from "./measure/run-program.ts";
import { ROWS } from "./rows/all.ts";
import type { RowResult, Target } from "./rows/row.ts";
import { table } from "./table.ts";

const { values } = parseArgs({
  options: {
    quick: { type: "boolean", default: false },
    only: { type: "string" },
    films: { type: "string" },
  },
});
const requested = values.only?.split(",");
const unknown = requested?.filter((name) => !ROWS.some((row) => row.name === name)) ?? [];
if (unknown.length > 0) {
  console.error(`There is no ${unknown.join(", ")}. --only takes: ${ROWS.map(({ name }) => name).join(",")}`);
  process.exit(2);
}

const say = (line: string) => console.log(line);
const version = (await runProgram("ffmpeg", ["-version"])).stdout.split("\n", 1)[0];
say(`${cpus().length} cores, ${cpus()[0]?.model.trim()}, Node ${process.version}, ${version}\n`);

const results: Record<string, RowResult> = {};
for (const row of ROWS.filter(({ name }) => requested?.includes(name) ?? true)) {
  say(`# ${row.name}`);
  try {
    const result = await row.measure({
      quick: values.quick,
      say,
      ...(values.films !== undefined && { films: values.films }),
    });
    results[row.name] = result;
    say(`${result.text}\n`);
  } catch (error) {
    // One row that cannot run, as where a database is missing, must not cost the others.
    process.exitCode = 1;
    say(`${row.name} failed: ${String(error)}\n`);
  }
}

const targets: Target[] = Object.values(results).flatMap((result) => result.targets ?? []);
const verdicts = targets.map(({ what, wanted, reached, met }) => [
  what,
  wanted,
  reached,
  met ? "met" : "missed",
]);
if (verdicts.length > 0) say(`# targets\n${table(["what", "wanted", "reached", ""], verdicts)}`);

const folder = fileURLToPath(new URL("./out/", import.meta.url));
mkdirSync(folder, { recursive: true });
const file = values.quick ? "bench-quick.json" : "bench.json";
const report = { machine: { cores: cpus().length, cpu: cpus()[0]?.model, ffmpeg: version }, results };
writeFileSync(`${folder}${file}`, `${JSON.stringify(report, null, 2)}\n`);
say(`\nEverything in numbers: bench/out/${file}`);
