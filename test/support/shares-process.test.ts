import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { sharesProcess } from "./shares-process.ts";
import { temporaryFolder } from "./temporary-folder.ts";

/** Writes `a.test.ts` with this text, beside files that it may import. */
function fileWith(text: string): string {
  const folder = temporaryFolder();
  mkdirSync(join(folder, "deep"));
  const files = {
    "a.test.ts": text,
    "pure.ts": `import { b } from "./deep/circle.ts";\nexport const a = b;`,
    "deep/circle.ts": `import { a } from "../pure.ts";\nexport const b = () => a;`,
    "deep/starts.ts": `import { spawn } from "node:child_process";\nexport const start = spawn;`,
    "through.ts": `export { start } from "./deep/starts.ts";`,
    "reads.ts": "export const path = process.env.PATH;",
  };
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  return join(folder, "a.test.ts");
}

describe("a test file shares its process", () => {
  it.each([
    ["that imports nothing", "it();"],
    ["whose imports are pure, in a circle too", `import { a } from "./pure.ts";`],
    ["that takes only types from what starts programs", `import type { start } from "./deep/starts.ts";`],
    ["that reads its own process's id", "process.pid;"],
  ])("%s", (_, text) => {
    expect(sharesProcess(fileWith(text))).toBe(true);
  });
});

describe("a test file has its own process", () => {
  it.each([
    ["that starts programs", `import { execFileSync } from "node:child_process";`],
    ["that imports what starts programs", `import { start } from "./deep/starts.ts";`],
    ["that imports it over several lines", `import {\n  start,\n} from "./deep/starts.ts";`],
    ["that imports it through another", `import { start } from "./through.ts";`],
    ["that imports it while it runs", `const { start } = await import("./through.ts");`],
    ["whose import reads the environment", `import { path } from "./reads.ts";`],
    ["that listens for signals", `process.once("SIGTERM", () => {});`],
    ["that sets the clock", "vi.useFakeTimers();"],
    ["that changes the runner's settings", "vi.setConfig({ testTimeout: 1 });"],
  ])("%s", (_, text) => {
    expect(sharesProcess(fileWith(text))).toBe(false);
  });
});

it("tells the files of this project apart", () => {
  const here = (path: string) => sharesProcess(fileURLToPath(new URL(path, import.meta.url)));
  expect(here("../video/timeline.test.ts")).toBe(true);
  expect(here("../e2e/summarize.test.ts")).toBe(false);
});
