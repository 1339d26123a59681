import { chmod, mkdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { attachmentOf, openAttachment } from "../../../../adapters/terminal/incoming/event.ts";
import { temporaryFolder } from "../../../support/temporary-folder.ts";
import { itUnless, ROOT_MAY_ALL } from "../../../support/unless.ts";

describe("openAttachment", () => {
  it.each(["talk.mp4", "-y.mp4", "a:b.mp4", "文件 1.mp4"])("opens %s by its path", async (name) => {
    const path = join(temporaryFolder(), name);
    await writeFile(path, "video");
    expect(await openAttachment(attachmentOf(path))).toEqual({ name, path });
  });

  it("refuses what is not there, a dangling link too", async () => {
    const folder = temporaryFolder();
    await symlink(join(folder, "gone"), join(folder, "link.mp4"));
    for (const name of ["missing.mp4", "link.mp4", "no/such.mp4"]) {
      await expect(openAttachment(attachmentOf(join(folder, name)))).rejects.toMatchObject({
        code: "file-missing",
      });
    }
  });

  it("refuses a folder, an empty file and a device, by name", async () => {
    const folder = temporaryFolder();
    await mkdir(join(folder, "talks.mp4"));
    await writeFile(join(folder, "empty.mp4"), "");
    await expect(openAttachment(attachmentOf(join(folder, "talks.mp4")))).rejects.toMatchObject({
      code: "file-is-folder",
      details: { name: "talks.mp4" },
    });
    await expect(openAttachment(attachmentOf(join(folder, "empty.mp4")))).rejects.toMatchObject({
      code: "file-empty",
      details: { name: "empty.mp4" },
    });
    await expect(openAttachment(attachmentOf("/dev/null"))).rejects.toMatchObject({ code: "not-a-video" });
  });

  itUnless(ROOT_MAY_ALL, "refuses a file that may not be read", async () => {
    const path = join(temporaryFolder(), "secret.mp4");
    await writeFile(path, "video");
    await chmod(path, 0o000);
    await expect(openAttachment(attachmentOf(path))).rejects.toMatchObject({
      code: "file-unreadable",
      details: { name: "secret.mp4" },
    });
  });
});
