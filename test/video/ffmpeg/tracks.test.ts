import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { createFfmpegReader } from "../../../src/video/ffmpeg/reader.ts";
import { ffmpeg, makeClip } from "../../fixtures/clip.ts";
import { EIGHT_SECONDS, x264 } from "../../fixtures/known-clips/known-clip.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { testFfmpeg } from "../../support/test-ffmpeg.ts";

const folder = temporaryFolder();
const inFolder = (name: string) => join(folder, name);
const good = inFolder("good.mp4");
const still = ["-f", "lavfi", "-i", "color=red:s=640x360:r=30"];
const ENABLED = ["-disposition:v:0", "default", "-disposition:v:1", "default"];

const open = (name: string) =>
  createFfmpegReader(testFfmpeg(), { maxMinutes: 10 }).open(inFolder(name), new AbortController().signal);

beforeAll(() => makeClip(good, { ...EIGHT_SECONDS, encode: x264("-g", "20") }));

describe("a file with several tracks of pictures", () => {
  it.each(["0:v", "1:v"])(
    "is the film and not the large still of a motion photo, %s first",
    async (first) => {
      const maps = ["-map", first, "-map", first === "0:v" ? "1:v" : "0:v"];
      const inputs = ["-i", good, ...["-t", "0.03"], ...still];
      await ffmpeg([...inputs, ...maps, ...x264(), ...ENABLED, inFolder("motion.mp4")]);
      const { info } = await open("motion.mp4");
      expect(info).toMatchObject({ width: 320, height: 180 });
      expect(info.duration).toBeCloseTo(8, 1);
    },
  );

  it("is the default one, though another is longer and larger", async () => {
    const inputs = ["-i", good, "-t", "12", ...still];
    const flags = ["-disposition:v:0", "default", "-disposition:v:1", "0"];
    await ffmpeg([...inputs, "-map", "0:v", "-map", "1:v", ...x264(), ...flags, inFolder("default.mp4")]);
    await expect(open("default.mp4")).resolves.toMatchObject({ info: { width: 320 } });
  });

  it("is the larger of two that are about as long", async () => {
    const inputs = ["-i", good, "-t", "8.1", ...still];
    await ffmpeg([...inputs, "-map", "0:v", "-map", "1:v", ...x264(), ...ENABLED, inFolder("sizes.mp4")]);
    await expect(open("sizes.mp4")).resolves.toMatchObject({ info: { width: 640 } });
  });
});

describe("a file with long tags", () => {
  it("is read though its comment has two megabytes", async () => {
    await writeFile(inFolder("tags.txt"), `;FFMETADATA1\ncomment=${"word ".repeat(420_000)}\n`);
    const copy = ["-map_metadata", "1", "-c", "copy", inFolder("comment.mp4")];
    await ffmpeg(["-i", good, "-i", inFolder("tags.txt"), ...copy]);
    await expect(open("comment.mp4")).resolves.toMatchObject({ info: { width: 320 } });
  });
});
