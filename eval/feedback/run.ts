import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { silent } from "../../bench/measure/silent.ts";
import { loadConfig } from "../../src/config.ts";
import { openStore } from "../../src/store/store.ts";
import { inspectSample } from "./export/inspect.ts";
import { ktoRows } from "./export/kto.ts";
import { type FeedbackLine, inLines, lineOf, readLines } from "./line.ts";
import { type FeedbackOptions, type Form, readOptions, UsageError } from "./options.ts";
import { feedbackReport } from "./report.ts";
import { withFrames, writeCases } from "./write.ts";

/** `npm run feedback`: what people said of summaries, as a report, for other programs, and as cases to evaluate by. */
try {
  const options = readOptions(process.argv.slice(2));
  if (existsSync(".env")) process.loadEnvFile(".env");
  await run(options, await linesOf(options));
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}

async function linesOf(options: FeedbackOptions): Promise<FeedbackLine[]> {
  if (options.from !== null) return readLines(await readFile(options.from, "utf8"));
  const store = openStore(loadConfig().store, silent);
  try {
    const votes = await store.feedback.list();
    if (!options.withFrames || options.out === null) return votes.map(lineOf);
    await mkdir(options.out, { recursive: true });
    return await withFrames(votes, store.feedback, options.out);
  } finally {
    await store.close();
  }
}

async function run(options: FeedbackOptions, lines: readonly FeedbackLine[]): Promise<void> {
  const { what, as, out, videos, fewest } = options;
  if (what === "report") return console.log(feedbackReport(lines, fewest));
  if (what === "cases" && out !== null && videos !== null) {
    const { written, withoutVideo } = await writeCases(lines, { videos, out });
    return console.log(
      `Cases written to ${out}: ${written}. Left out, since their video is not in ${videos}: ${withoutVideo}. Next: npm run eval -- --set ${out}`,
    );
  }
  const text = inLines(exported(lines, as));
  if (out === null) process.stdout.write(text);
  else await writeFile(options.withFrames ? join(out, `feedback-${as}.jsonl`) : out, text);
  if (options.withFrames) {
    const bare = lines.filter(({ images }) => !images).length;
    console.error(`${lines.length} verdicts, ${bare} of them without frames: those were not kept.`);
  }
}

function exported(lines: readonly FeedbackLine[], as: Form): readonly object[] {
  if (as === "kto") return ktoRows(lines);
  return as === "inspect" ? lines.map(inspectSample) : lines;
}
