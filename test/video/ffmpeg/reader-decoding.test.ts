import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createFfmpegReader } from "../../../src/video/ffmpeg/reader.ts";
import { describeVideoReader } from "../../contracts/video-reader.ts";
import { makeHurtClip } from "../../fixtures/hurt-clip.ts";
import { decodingClips } from "../../fixtures/known-clips/decoding.ts";
import { decodeJpeg, numberIn } from "../../support/read-picture.ts";
import { runningProcesses } from "../../support/running-processes.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { testFfmpeg } from "../../support/test-ffmpeg.ts";

const reader = createFfmpegReader(testFfmpeg(), { maxMinutes: 10 });
const never = new AbortController().signal;
const folder = temporaryFolder();

describeVideoReader("the ffmpeg reader", decodingClips, () => ({ reader, running: runningProcesses }));

describe("a video with a hole in it", () => {
  it("shows the nearest earlier frame that decodes, with its own time, and nothing made of what is missing", async () => {
    const path = join(folder, "hurt.mp4");
    await makeHurtClip(path);
    const video = await reader.open(path, never);
    const times = video.timeline.framesWithin(0, Number.POSITIVE_INFINITY);
    const substitutes: number[] = [];
    for (const time of times) {
      const [frame, ...more] = await Array.fromAsync(video.framesAt([time], Number.POSITIVE_INFINITY, never));
      if (!frame) throw new Error(`nothing at ${time}`);
      expect(more).toEqual([]);
      expect(numberIn(await decodeJpeg(frame.jpeg)), `at ${time}`).toBe(Math.round(frame.timestamp * 10));
      expect(frame.timestamp).toBeLessThanOrEqual(time);
      expect(frame.inPlaceOf, `at ${time}`).toBe(frame.timestamp < time ? time : undefined);
      if (frame.timestamp < time) substitutes.push(time);
    }
    expect(substitutes.length).toBeGreaterThan(3);
    expect(substitutes.length).toBeLessThan(40);
    const all = await Array.fromAsync(video.framesAt(times, 240, never));
    expect(all).toHaveLength(times.length - substitutes.length);
  });
});
