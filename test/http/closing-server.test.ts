import { execFile } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { CLOSING_WAYS, startClosingServer } from "../support/closing-server.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const PROGRAM = fileURLToPath(new URL("../support/slow-reader.ts", import.meta.url));
const FILE = randomBytes(5_300_000);
const SUM = createHash("sha256").update(FILE).digest("hex");
const TIMES = 5;
const folder = temporaryFolder();

/** In a process of its own, because the fault is an assertion that no one can catch. */
async function readSlowly(by: string, base: string): Promise<string[]> {
  const to = join(folder, `${by}.bin`);
  const words = [PROGRAM, "--by", by, "--base", base, "--times", String(TIMES), "--to", to];
  const { stdout } = await promisify(execFile)(process.execPath, words);
  return stdout.trim().split("\n");
}

describe.each(CLOSING_WAYS)("a file server that closes after each file (%s) and a slow disk", (way) => {
  it.each(["slack", "discord"])("costs %s no download, and the process nothing", async (by) => {
    await using server = await startClosingServer(way, FILE);
    expect(await readSlowly(by, server.base)).toEqual(Array.from({ length: TIMES }, () => SUM));
  });
});

it.each(CLOSING_WAYS.slice(0, 3))("the clients' fetch bears a server that closes (%s)", async (way) => {
  await using server = await startClosingServer(way, FILE);
  expect(await readSlowly("fetch", server.base)).toEqual(Array.from({ length: TIMES }, () => SUM));
});
