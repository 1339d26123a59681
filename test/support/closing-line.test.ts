import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { temporaryFolder } from "./temporary-folder.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** Runs vitest over these files with the reporter alone; answers the last line and the exit code. */
function closingLineOf(files: Record<string, string>) {
  const folder = temporaryFolder();
  const config = `import { ClosingLine } from ${JSON.stringify(`${ROOT}/test/support/closing-line.ts`)};
export default { test: { globals: true, reporters: [new ClosingLine()] } };`;
  for (const [name, text] of Object.entries({ ...files, "vitest.config.mjs": config })) {
    writeFileSync(join(folder, name), text);
  }
  const args = [`${ROOT}/node_modules/vitest/vitest.mjs`, "run", "--root", folder];
  const { status, stdout } = spawnSync(process.execPath, args, { encoding: "utf8" });
  const lines = stdout.trimEnd().split("\n");
  return { status, line: lines.at(-1), before: lines.slice(0, -1) };
}

it("counts what passed, failed and was skipped over all files", () => {
  const files = {
    "a.test.js": `it("a", () => {}); it("b", ({ skip }) => skip()); it("c", ({ skip }) => skip("no disk"));`,
    "b.test.js": `it("d", () => {}); describe("e", () => { it("f", () => { expect(1).toBe(2); }); });`,
  };
  expect(closingLineOf(files)).toMatchObject({ status: 1, line: "2 passed, 1 failed, 2 skipped" });
});

it("says why tests were skipped, each reason once", () => {
  const text = `import { describeUnless, itUnless } from ${JSON.stringify(`${ROOT}/test/support/unless.ts`)};
    describeUnless("no Redis", "a", () => { it("b", () => {}); it("c", () => {}); });
    itUnless("no PostgreSQL", "d", () => {});
    itUnless(null, "e", () => {});
    it("f", ({ skip }) => skip());`;
  const { before, line } = closingLineOf({ "a.test.js": text });
  expect(before.slice(-3)).toEqual([
    "2 skipped: no Redis",
    "1 skipped: no PostgreSQL",
    "1 skipped: no reason given",
  ]);
  expect(line).toBe("1 passed, 0 failed, 4 skipped");
});

it("says that none failed", () => {
  expect(closingLineOf({ "a.test.js": `it("a", () => {});` })).toMatchObject({
    status: 0,
    line: "1 passed, 0 failed, 0 skipped",
  });
});

it.each([
  ["a file that cannot be loaded", `throw new Error("no");`],
  [
    "an error outside any test",
    `it("a", async () => { Promise.reject(1); await new Promise(setImmediate); });`,
  ],
  ["a failed hook of a file", `beforeAll(() => { throw new Error("no"); }); it("a", () => {});`],
  ["a failed hook of a group", `describe("g", () => { beforeAll(() => { throw 1; }); it("a", () => {}); });`],
])("counts %s as a failure", (_, text) => {
  const { status, line } = closingLineOf({ "a.test.js": text });
  expect(status).toBe(1);
  expect(line).toMatch(/, 1 failed, /);
});
