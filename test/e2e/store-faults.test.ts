import { mkdirSync, readdirSync, readFileSync, rmdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { beforeAll, expect, it } from "vitest";
import { makeClip } from "../fixtures/clip.ts";
import { startCuepoint } from "../support/run-cuepoint.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { itUnless } from "../support/unless.ts";

const folder = temporaryFolder();
const CLOSED_FOLDER = closedFolder();

/** Root may write everywhere but in the kernel's own folder, which a bare container may not have. Null: there is none. */
function closedFolder(): string | null {
  if (process.getuid?.() !== 0) {
    const closed = join(folder, "closed");
    mkdirSync(closed, { mode: 0o555 });
    return join(closed, "data");
  }
  const path = "/sys/cuepoint";
  try {
    mkdirSync(path);
  } catch (error) {
    const { code = "" } = error as NodeJS.ErrnoException;
    return ["EACCES", "EPERM", "EROFS"].includes(code) ? path : null;
  }
  rmdirSync(path);
  return null;
}

beforeAll(async () => {
  await makeClip(join(folder, "film.mp4"), {
    shots: [{ colour: "red", frames: 20 }],
    ...{ width: 160, height: 90 },
  });
});

const run = (command: string, data: string) =>
  startCuepoint(command === "forget" ? [command, "film.mp4"] : [command, "film.mp4", "--out", "out"], {
    cwd: folder,
    env: { DATA_DIR: data, LOG_LEVEL: "silent", MODEL_BASE_URL: "http://127.0.0.1:9/v1" },
  }).finished;

const isSummarized = () => readdirSync(join(folder, "out")).includes("report.html");

it("a damaged store is set aside, its new name is told, and the video summarized", async () => {
  const data = join(folder, "damaged");
  mkdirSync(data);
  writeFileSync(join(data, "cuepoint.sqlite"), "no database, though it is long enough for one".repeat(99));
  const { code, stderr } = await run("summarize", data);
  expect(code, stderr).toBe(0);
  expect(isSummarized()).toBe(true);
  const path = /“(.*damaged-.*)”/.exec(stderr)?.[1] ?? "";
  expect(readFileSync(path, "utf8")).toContain("no database");
});

it("a store that another program holds costs the memory, not the summary", async () => {
  const data = join(folder, "locked");
  mkdirSync(data);
  using holder = new DatabaseSync(join(data, "cuepoint.sqlite"));
  holder.exec("CREATE TABLE other (a); BEGIN EXCLUSIVE");
  const { code, stderr } = await run("summarize", data);
  expect(code, stderr).toBe(0);
  expect(isSummarized()).toBe(true);
  expect(stderr).toContain("Another program is using my memory");
  expect(stderr.match(/without memory/g)).toHaveLength(1);
});

it("a server that is away costs the memory, not the summary", async () => {
  const { code, stderr } = await startCuepoint(["summarize", "film.mp4", "--out", "away"], {
    cwd: folder,
    env: { STORE_URL: "redis://127.0.0.1:9", LOG_LEVEL: "silent", MODEL_BASE_URL: "http://127.0.0.1:9/v1" },
  }).finished;
  expect(code, stderr).toBe(0);
  expect(readdirSync(join(folder, "away"))).toContain("report.html");
  expect(stderr.match(/without memory/g)).toHaveLength(1);
});

itUnless(
  CLOSED_FOLDER === null ? "root may write everywhere here" : null,
  "a folder that cannot be written to has its sentence, and only deleting fails for it",
  async () => {
    const data = String(CLOSED_FOLDER);
    const summarized = await run("summarize", data);
    expect(summarized.code, summarized.stderr).toBe(0);
    expect(summarized.stderr).toContain(`I can’t write to the folder DATA_DIR “${data}”`);
    const { code, stderr } = await run("forget", data);
    expect(code).toBe(73);
    expect(stderr).toContain(`I can’t write to the folder DATA_DIR “${data}”`);
  },
);
