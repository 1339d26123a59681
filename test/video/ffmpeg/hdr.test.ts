import { join } from "node:path";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { createFfmpegReader } from "../../../src/video/ffmpeg/reader.ts";
import { formatClips } from "../../fixtures/known-clips/formats.ts";
import { COLOURS } from "../../fixtures/paint.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { testFfmpeg } from "../../support/test-ffmpeg.ts";

const folder = temporaryFolder();
const never = new AbortController().signal;

describe("a still of a video in HDR", () => {
  it.each(formatClips.filter(({ hdr }) => hdr !== null))(
    "$title has white and grey as painted",
    async (known) => {
      const path = join(folder, known.file);
      await known.make(path);
      const video = await createFfmpegReader(testFfmpeg(), { maxMinutes: 10 }).open(path, never);
      const [still] = await Array.fromAsync(video.framesAt([0.1], Number.POSITIVE_INFINITY, never));
      const { data } = await sharp(still?.jpeg).greyscale().raw().toBuffer({ resolveWithObject: true });
      // The code along the edge is black and white, the rest of the picture is grey.
      expect(data.reduce((most, level) => Math.max(most, level), 0)).toBeGreaterThan(232);
      const sorted = data.toSorted();
      expect(Math.abs((sorted[sorted.length >> 1] ?? 0) - COLOURS.grey[0])).toBeLessThan(6);
    },
  );
});
