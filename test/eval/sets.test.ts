import { join } from "node:path";
import { expect, it } from "vitest";
import { cameraCase } from "../../eval/sets/camera.ts";
import { cartoonCase } from "../../eval/sets/footage.ts";
import { heardCase } from "../../eval/sets/spoken.ts";
import { createFfmpegReader } from "../../src/video/ffmpeg/reader.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { testFfmpeg } from "../support/test-ffmpeg.ts";

const never = new AbortController().signal;
const reader = createFfmpegReader(testFfmpeg(), { maxMinutes: 60 });

it.each([
  ["a camera at night", cameraCase],
  ["an animated film", cartoonCase],
  ["a talk that has to be heard", (folder: string) => heardCase(folder, "garden")],
])("all that is known of %s lies within its video", async (_, make) => {
  const folder = temporaryFolder();
  const truth = await make(folder);
  const { info } = await reader.open(join(folder, truth.video), never);
  const ranges = [...truth.events, ...truth.spoken, ...truth.silent, ...truth.written];
  const asked = truth.questions.flatMap(({ at }) => at ?? []);
  for (const { start, end } of [...ranges, ...asked]) {
    expect(start).toBeLessThan(end);
    expect(end).toBeLessThanOrEqual(info.duration);
  }
  for (const cut of truth.cuts ?? []) expect(cut).toBeLessThan(info.duration);
});
