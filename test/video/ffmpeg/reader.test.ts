import { createFfmpegReader } from "../../../src/video/ffmpeg/reader.ts";
import { describeStoppedReader, describeVideoReader } from "../../contracts/video-reader.ts";
import { EIGHT_SECONDS, knownClip, x264 } from "../../fixtures/known-clips/known-clip.ts";
import { timingClips } from "../../fixtures/known-clips/timing.ts";
import { runningProcesses } from "../../support/processes.ts";
import { testFfmpeg } from "../../support/test-ffmpeg.ts";

const setup = () => ({
  reader: createFfmpegReader(testFfmpeg(), { maxMinutes: 10 }),
  running: runningProcesses,
});

describeVideoReader("the ffmpeg reader", timingClips, setup);
describeStoppedReader(
  "the ffmpeg reader",
  knownClip("eight seconds", "eight-seconds.mp4", { ...EIGHT_SECONDS, encode: x264("-g", "20") }),
  setup,
);
