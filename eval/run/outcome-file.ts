import { appendFile, readFile, truncate } from "node:fs/promises";
import { z } from "zod";
import { outcome } from "../outcome.ts";

const line = z.strictObject({ task: z.string(), outcome });

export type OutcomeLine = z.infer<typeof line>;

/** What a run has so far: one line each, appended as it comes, so that a run that is stopped goes on where it was. */
export async function readOutcomes(path: string): Promise<OutcomeLine[]> {
  const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return "";
    throw error;
  });
  const end = text.lastIndexOf("\n") + 1;
  // A line that was being written when the process died is written again.
  if (end < text.length) await truncate(path, Buffer.byteLength(text.slice(0, end)));
  return text
    .slice(0, end)
    .split("\n")
    .filter((one) => one !== "")
    .map((one) => line.parse(JSON.parse(one)));
}

export function addOutcome(path: string, added: OutcomeLine): Promise<void> {
  return appendFile(path, `${JSON.stringify(added)}\n`);
}
