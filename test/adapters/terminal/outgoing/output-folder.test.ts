import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openOutputFolder, planOutputs } from "../../../../adapters/terminal/outgoing/output-folder.ts";
import { contents } from "../../../support/folder-contents.ts";
import { temporaryFolder } from "../../../support/temporary-folder.ts";

const file = (name: string, text = "new") => ({
  name,
  mediaType: "application/octet-stream",
  data: Buffer.from(text),
});

const WHOLE = { isWhole: true };

describe("openOutputFolder", () => {
  it("shows nothing until everything is kept", async () => {
    const folder = temporaryFolder();
    const output = await openOutputFolder(join(folder, "out", "talk"), "out/talk");
    expect(contents(folder).filter((name) => !name.includes(".cuepoint-"))).toEqual(["out", "out/talk"]);
    await output.keep([file("still-1.jpg"), file("report.html")], WHOLE);
    await output.discard();
    expect(contents(folder)).toEqual(["out", "out/talk", "out/talk/report.html", "out/talk/still-1.jpg"]);
  });

  it("takes away the pictures of an earlier result, and nothing that a person put there", async () => {
    const folder = temporaryFolder();
    const before = ["still-01_00m01s.jpg", "slide-01_00m42s.jpg", "slide-plan.jpg", "photo-01.jpg"];
    for (const name of before) await writeFile(join(folder, name), name);
    const output = await openOutputFolder(folder, "out");
    await output.keep([file("slide-01_01m00s.jpg")], WHOLE);
    await output.discard();
    expect(contents(folder)).toEqual(["photo-01.jpg", "slide-01_01m00s.jpg", "slide-plan.jpg"]);
  });

  it("leaves nothing behind when nothing was kept, not even the folders it made", async () => {
    const folder = temporaryFolder();
    const output = await openOutputFolder(join(folder, "a", "b", "c"), "a/b/c");
    await output.discard();
    expect(contents(folder)).toEqual([]);
  });

  it("leaves a folder of the person's own as it was", async () => {
    const folder = temporaryFolder();
    await mkdir(join(folder, "mine"));
    await writeFile(join(folder, "mine", "notes.txt"), "mine");
    const output = await openOutputFolder(join(folder, "mine"), "mine");
    await output.discard();
    expect(contents(folder)).toEqual(["mine", "mine/notes.txt"]);
  });

  it("replaces an earlier result and takes away its stills, nothing else", async () => {
    const folder = temporaryFolder();
    for (const name of ["still-1.jpg", "still-9.jpg", "still-life.png", "report.html", "holiday.jpg"]) {
      await writeFile(join(folder, name), "old");
    }
    const output = await openOutputFolder(folder, ".");
    await output.keep([file("still-1.jpg"), file("report.html")], WHOLE);
    await output.discard();
    expect(contents(folder)).toEqual(["holiday.jpg", "report.html", "still-1.jpg", "still-life.png"]);
    expect(await readFile(join(folder, "still-1.jpg"), "utf8")).toBe("new");
  });

  it("leaves a summary's stills alone when an answer's pictures join them", async () => {
    const folder = temporaryFolder();
    await writeFile(join(folder, "still-1.jpg"), "old");
    const output = await openOutputFolder(folder, ".");
    await output.keep([file("moment-0.39.500.jpg")], { isWhole: false });
    await output.discard();
    expect(contents(folder)).toEqual(["moment-0.39.500.jpg", "still-1.jpg"]);
  });

  it("takes back what it moved when one file cannot be put in place", async () => {
    const folder = temporaryFolder();
    await mkdir(join(folder, "report.html"));
    const output = await openOutputFolder(folder, "out");
    await expect(output.keep([file("still-1.jpg"), file("report.html")], WHOLE)).rejects.toMatchObject({
      code: "output-unwritable",
      details: { name: "out" },
    });
    await output.discard();
    expect(contents(folder)).toEqual(["report.html"]);
  });

  it("refuses a file where the folder should be", async () => {
    const folder = temporaryFolder();
    await writeFile(join(folder, "out"), "a file");
    for (const path of [join(folder, "out"), join(folder, "out", "talk")]) {
      await expect(openOutputFolder(path, "out")).rejects.toMatchObject({ code: "output-unwritable" });
    }
    expect(contents(folder)).toEqual(["out"]);
  });

  it.each(["../still-1.jpg", "a/b.jpg", ".hidden", ""])("keeps no file named %j", async (name) => {
    const folder = temporaryFolder();
    const output = await openOutputFolder(join(folder, "out"), "out");
    await expect(output.keep([file(name)], WHOLE)).rejects.toThrow(TypeError);
    await output.discard();
    expect(contents(folder)).toEqual([]);
  });

  it("can be emptied at once when the process is about to end", async () => {
    const folder = temporaryFolder();
    const output = await openOutputFolder(join(folder, "out"), "out");
    output.discardNow();
    expect(contents(folder).filter((name) => name.includes(".cuepoint-"))).toEqual([]);
  });
});

const cwd = "/home/me";

describe("planOutputs", () => {
  it.each([
    ["the usual place", ["talks/talk.mp4"], null, ["/home/me/cuepoint-out/talk"]],
    ["the folder asked for", ["talk.mp4"], "out", ["/home/me/out"]],
    ["a folder each below it", ["a.mp4", "b.mp4"], "/srv/out", ["/srv/out/a", "/srv/out/b"]],
    [
      "names of their own for videos called alike",
      ["x/talk.mp4", "y/Talk.webm", "talk-2.mp4"],
      null,
      ["/home/me/cuepoint-out/talk", "/home/me/cuepoint-out/Talk-2", "/home/me/cuepoint-out/talk-2-2"],
    ],
    ["no control characters", ["a\u001b[31m\nb.mp4"], null, ["/home/me/cuepoint-out/a b"]],
    ["a hidden file's whole name", [".mp4"], null, ["/home/me/cuepoint-out/.mp4"]],
  ])("gives %s", (_, files, out, folders) => {
    expect(planOutputs({ files, out, cwd })).toEqual(folders);
  });

  it("stays inside the folder whatever a file is called", () => {
    const planned = planOutputs({ files: ["/", "/...", "/.. .mp4"], out: null, cwd });
    for (const folder of planned) expect(folder).toMatch(/^\/home\/me\/cuepoint-out\/[^/]*[^/.][^/]*$/);
  });
});
