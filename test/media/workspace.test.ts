import { existsSync, mkdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createWorkspace } from "../../src/media/workspace.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const base = temporaryFolder();

describe("a workspace", () => {
  it("is a folder of its own that only we may enter", async () => {
    await using one = await createWorkspace(base);
    await using other = await createWorkspace(base);
    expect(one.folder).not.toBe(other.folder);
    expect(statSync(one.folder).mode & 0o777).toBe(0o700);
  });

  it("goes with everything in it, once or twice", async () => {
    const workspace = await createWorkspace(base);
    mkdirSync(join(workspace.folder, "deep"));
    writeFileSync(join(workspace.folder, "deep/file"), "x");
    await workspace[Symbol.asyncDispose]();
    expect(existsSync(workspace.folder)).toBe(false);
    await workspace[Symbol.asyncDispose]();
  });

  it("says what is wrong with a base that is not there", async () => {
    await expect(createWorkspace(join(base, "nowhere"))).rejects.toMatchObject({ code: "ENOENT" });
  });
});
