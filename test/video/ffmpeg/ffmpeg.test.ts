import { delimiter, join } from "node:path";
import { describe, expect, it } from "vitest";
import { locateFfmpeg } from "../../../src/video/ffmpeg/ffmpeg.ts";
import { fakeMachine } from "../../support/fake-program.ts";

const nowhere = { ffmpegPath: undefined, ffprobePath: undefined, searchPath: "" };

function machine() {
  const fake = fakeMachine();
  for (const name of ["early/ffmpeg", "late/ffmpeg", "late/ffprobe", "own/ffmpeg", "own/ffprobe"]) {
    fake.program(name, "exit 0");
  }
  const at = (path: string) => join(fake.root, path);
  return { at, fake, searchPath: ["empty", "early", "late"].map(at).join(delimiter) };
}

describe("locating ffmpeg", () => {
  it("takes what was configured before what is on the path", () => {
    const { at, searchPath } = machine();
    const found = locateFfmpeg({ ffmpegPath: at("own/ffmpeg"), ffprobePath: at("own/ffprobe"), searchPath });
    expect(found).toEqual({ ffmpeg: at("own/ffmpeg"), ffprobe: at("own/ffprobe") });
  });

  it("takes the first of each on the path", () => {
    const { at, searchPath } = machine();
    expect(locateFfmpeg({ ...nowhere, searchPath })).toEqual({
      ffmpeg: at("early/ffmpeg"),
      ffprobe: at("late/ffprobe"),
    });
  });

  it("passes over what cannot be run", () => {
    const { at, fake } = machine();
    fake.json("dud/ffmpeg", {});
    fake.program("folder/ffmpeg/inside", "exit 0");
    const searchPath = ["dud", "folder", "late"].map(at).join(delimiter);
    expect(locateFfmpeg({ ...nowhere, searchPath }).ffmpeg).toBe(at("late/ffmpeg"));
  });

  it("names the program that is missing", () => {
    const { at, searchPath } = machine();
    const missing = (name: string) => expect.objectContaining({ code: "ffmpeg-missing", details: { name } });
    expect(() => locateFfmpeg({ ...nowhere, searchPath: at("early") })).toThrow(missing("ffprobe"));
    expect(() => locateFfmpeg({ ...nowhere, searchPath, ffmpegPath: at("not/there") })).toThrow(
      missing("ffmpeg"),
    );
    expect(() => locateFfmpeg({ ...nowhere, searchPath, ffprobePath: at("late") })).toThrow(
      missing("ffprobe"),
    );
  });
});
