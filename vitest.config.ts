import { defineConfig } from "vitest/config";
import { ClosingLine } from "./test/support/closing-line.ts";

export default defineConfig({
  test: {
    environment: "node",
    include: ["test/**/*.test.ts"],
    // A process for each file: tests send signals, abort ffmpeg's process group and load sharp's native code,
    // none of which stays inside a thread.
    pool: "forks",
    // ffmpeg uses further cores by itself, so more workers than this only make each other late.
    maxWorkers: 2,
    // ffmpeg makes the clips that tests look at; a busy machine of two cores takes seconds for one.
    testTimeout: 30_000,
    hookTimeout: 120_000,
    reporters: ["default", new ClosingLine()],
  },
});
