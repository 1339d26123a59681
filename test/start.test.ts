import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { beforeAll, expect, it } from "vitest";
import { makeClip } from "./fixtures/clip.ts";
import { startCuepoint } from "./support/run-cuepoint.ts";
import { temporaryFolder } from "./support/temporary-folder.ts";

const PRINT_LOADED = pathToFileURL(fileURLToPath(new URL("fixtures/print-loaded.mjs", import.meta.url))).href;
/** What takes most of a second to load, and neither help nor a single still needs. */
const LARGE = [
  "openai",
  "undici",
  "@redis/client",
  "@keyv/redis",
  "pg",
  "discord.js",
  "@slack/bolt",
  "bullmq",
];

const folder = temporaryFolder();
beforeAll(async () => {
  await makeClip(join(folder, "clip.mp4"), {
    shots: [{ colour: "red", frames: 30 }],
    width: 160,
    height: 90,
  });
});

it.each([[["--help"]], [["frame", "clip.mp4", "0:01"]]])("%j loads no large library", async (args) => {
  const env = { NODE_OPTIONS: `--import=${PRINT_LOADED}` };
  const { code, stderr } = await startCuepoint(args, { cwd: folder, env }).finished;
  expect(code, stderr).toBe(0);
  const loaded = JSON.parse(stderr.trim().split("\n").at(-1) ?? "[]") as string[];
  expect(loaded).toContain("pino");
  expect(LARGE.filter((name) => loaded.includes(name))).toEqual([]);
});
