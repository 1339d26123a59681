import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { ClosingLine } from "./test/support/closing-line.ts";

export default defineConfig({
  test: {
    environment: "node",
    include: ["test/**/*.test.ts"],
    // A test that expects nothing, in a loop over nothing for instance, cannot fail.
    expect: { requireAssertions: true },
    // A process for each file: tests send signals, abort ffmpeg's process group and load sharp's native code,
    // none of which stays inside a thread.
    pool: "forks",
    // ffmpeg uses further cores by itself, so more workers than this only make each other late.
    maxWorkers: 2,
    // ffmpeg makes the clips that tests look at; a busy machine of two cores takes seconds for one.
    testTimeout: 30_000,
    hookTimeout: 120_000,
    // Programs that tests start load compiled code that an earlier one has left: half of their start, some hundred times.
    env: { NODE_COMPILE_CACHE: fileURLToPath(new URL("node_modules/.cache/compiled", import.meta.url)) },
    reporters: ["default", new ClosingLine()],
  },
});
