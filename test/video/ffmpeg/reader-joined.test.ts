import { createFfmpegReader } from "../../../src/video/ffmpeg/reader.ts";
import { describeVideoReader } from "../../contracts/video-reader.ts";
import { joinedClips } from "../../fixtures/known-clips/joined.ts";
import { runningProcesses } from "../../support/processes.ts";
import { testFfmpeg } from "../../support/test-ffmpeg.ts";

const reader = createFfmpegReader(testFfmpeg(), { maxMinutes: 10 });

describeVideoReader("the ffmpeg reader", joinedClips, () => ({ reader, running: runningProcesses }));
