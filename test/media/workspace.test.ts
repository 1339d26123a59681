import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createWorkspace, sweepWorkspaces } from "../../src/media/workspace.ts";
import { folderPrefix, thisProcess } from "../../src/media/workspace-owner.ts";
import { scratchFolder } from "../support/scratch-folder.ts";

const base = scratchFolder();
const folderOf = (name: string) => {
  const folder = join(base, name);
  mkdirSync(folder);
  return folder;
};
const HOUR_MS = 3_600_000;

describe("sweepWorkspaces", () => {
  it("leaves the folders of living processes, and whatever is not ours", async () => {
    const folder = folderOf("living");
    await using mine = await createWorkspace(folder);
    mkdirSync(join(folder, "cuepoint-notes"));
    expect(await sweepWorkspaces(folder, Date.now())).toBe(0);
    expect(readdirSync(folder)).toHaveLength(2);
    expect(mine.folder).toContain(String(process.pid));
  });

  it.each([
    ["a process that is gone", { pid: spawnSync("true").pid }],
    ["another process that had the same id", { started: "1" }],
    ["a time before the machine was started", { boot: "00000000" }],
  ])("removes the folder of %s", async (name, owner) => {
    const folder = folderOf(name.replaceAll(" ", "-"));
    mkdirSync(join(folder, `${folderPrefix({ ...thisProcess(), ...owner })}abc`));
    expect(await sweepWorkspaces(folder, Date.now())).toBe(1);
    expect(readdirSync(folder)).toEqual([]);
  });

  it("removes another machine's folder only after two days", async () => {
    const folder = folderOf("shared");
    mkdirSync(join(folder, `${folderPrefix({ ...thisProcess(), host: "00000000", boot: "00000000" })}abc`));
    expect(await sweepWorkspaces(folder, Date.now() + 47 * HOUR_MS)).toBe(0);
    expect(await sweepWorkspaces(folder, Date.now() + 49 * HOUR_MS)).toBe(1);
  });
});
