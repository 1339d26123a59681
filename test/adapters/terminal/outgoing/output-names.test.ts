import { describe, expect, it } from "vitest";
import { planOutputs } from "../../../../adapters/terminal/outgoing/output-folder.ts";

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
