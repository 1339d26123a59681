import { globSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { clipFolder } from "./test/fixtures/clip-cache.ts";
import { ClosingLine } from "./test/support/closing-line.ts";
import { LongestFirst } from "./test/support/longest-first.ts";
import { sharesProcess } from "./test/support/shares-process.ts";

const pathOf = (path: string) => fileURLToPath(new URL(path, import.meta.url));

const files = globSync("test/**/*.test.ts", { cwd: pathOf(".") });
const together = files.filter((file) => sharesProcess(pathOf(file)));
const alone = files.filter((file) => !together.includes(file));

export default defineConfig({
  test: {
    environment: "node",
    // A test that expects nothing, in a loop over nothing for instance, cannot fail.
    expect: { requireAssertions: true },
    projects: [
      // A process for each file: these send signals, start programs and end them, or change the environment.
      { extends: true, test: { name: "alone", include: alone } },
      {
        extends: true,
        test: {
          name: "together",
          include: together,
          isolate: false,
          setupFiles: [pathOf("test/support/shared-process.ts")],
        },
      },
    ],
    // Processes and not threads: ffmpeg's process group and sharp's native code do not stay inside a thread.
    pool: "forks",
    // Many tests wait for what goes on elsewhere, so that four of them keep two cores busy.
    maxWorkers: 4,
    sequence: { sequencer: LongestFirst },
    // For what hangs only: a machine with much other work takes a minute for what takes seconds alone.
    testTimeout: 90_000,
    hookTimeout: 120_000,
    // Programs that tests start load compiled code that an earlier one has left: half of their start, some hundred times.
    env: {
      NODE_COMPILE_CACHE: pathOf("node_modules/.cache/compiled"),
      CLIP_FOLDER: clipFolder(pathOf("node_modules/.cache/clips")),
    },
    reporters: ["default", new ClosingLine()],
  },
});
