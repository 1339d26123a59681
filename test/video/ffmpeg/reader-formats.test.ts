import { createFfmpegReader } from "../../../src/video/ffmpeg/reader.ts";
import { describeVideoReader } from "../../contracts/video-reader.ts";
import { formatClips } from "../../fixtures/known-clips/formats.ts";
import { geometryClips } from "../../fixtures/known-clips/geometry.ts";
import { runningProcesses } from "../../support/processes.ts";
import { testFfmpeg } from "../../support/test-ffmpeg.ts";

// Beside reader.test.ts, so that both run at the same time.
describeVideoReader("the ffmpeg reader", [...geometryClips, ...formatClips], () => ({
  reader: createFfmpegReader(testFfmpeg(), { maxMinutes: 10 }),
  running: runningProcesses,
}));
