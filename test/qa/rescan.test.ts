import { join } from "node:path";
import { expect, it } from "vitest";
import { catalogueFor } from "../../src/chat/locales/locales.ts";
import { formatTimecode } from "../../src/chat/text/timecode.ts";
import type { Answer } from "../../src/qa/answer.ts";
import { renderAnswer } from "../../src/qa/render.ts";
import { cutMoments, rescan } from "../../src/qa/rescan.ts";
import { createFfmpeg } from "../../src/video/ffmpeg/ffmpeg.ts";
import { createFfmpegReader } from "../../src/video/ffmpeg/reader.ts";
import { imageTokens, LARGEST_PICTURE_TOKENS } from "../../src/vision/tokens.ts";
import { createFakeLogger } from "../fakes/logger.ts";
import { makeClip } from "../fixtures/clip.ts";
import { makeHurtClip } from "../fixtures/hurt-clip.ts";
import { NO_SOUND } from "../fixtures/summary.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const never = new AbortController().signal;
const folder = temporaryFolder();
const environment = { PATH: process.env.PATH ?? "", LC_ALL: "C" };
const logger = createFakeLogger();
const reader = createFfmpegReader(
  createFfmpeg({ ffmpeg: "ffmpeg", ffprobe: "ffprobe", environment, logger }),
  { maxMinutes: 10 },
);

it.each([
  ["1080p, whole", 1920, 1080, 1920, 1080],
  ["1080p upright, whole", 1080, 1920, 1080, 1920],
  ["4:3", 1920, 1440, 1536, 1152],
  ["a square", 1920, 1920, 1152, 1152],
])("shows a frame of %s, and none larger than the servers are started for", async (name, ...sizes) => {
  const [width, height, sentWidth, sentHeight] = sizes;
  const path = join(folder, `${name.replaceAll(/\W/g, "-")}.mp4`);
  await makeClip(path, { shots: [{ colour: "red", frames: 2 }], rate: 10, width, height });
  const video = await reader.open(path, never);
  const budget = { tokens: 12_000, images: 24 };
  const look = await rescan(video, { start: 0, end: 0.2 }, { budget, sent: [] }, never);
  const shown = (look?.frames ?? []).map(({ width, height }) => ({ width, height }));
  expect(shown[0]).toEqual({ width: sentWidth, height: sentHeight });
  for (const size of shown) expect(imageTokens(size)).toBeLessThanOrEqual(LARGEST_PICTURE_TOKENS);
});

it("looks at the nearest earlier frame where all of a window is damaged", async () => {
  const path = join(folder, "hurt.mp4");
  await makeHurtClip(path);
  const video = await reader.open(path, never);
  const budget = { tokens: 12_000, images: 24 };
  const look = await rescan(video, { start: 3.2, end: 3.8 }, { budget, sent: [] }, never);
  expect(look?.frames.map(({ inPlaceOf }) => inPlaceOf)).toEqual([expect.closeTo(3.2, 5)]);
  const [frame] = look?.frames ?? [];
  expect(frame?.timestamp).toBeLessThan(3.2);

  const moments = await cutMoments(video, look?.frames ?? [], never);
  expect(moments[0]?.width).toBe(320);
  const answer: Answer = {
    ...{
      text: "A bar.",
      moments: look?.frames ?? [],
      quotes: [],
      sentences: [],
      rescanned: [],
      originalGone: false,
      shortage: null,
    },
    ...{ about: "no", droppedTurns: 0, turn: { question: "", asked: "", reply: "" } },
  };
  const coverage = { start: 0, end: 8, frames: 8, largestGap: 1, sound: NO_SOUND };
  const { footer } = renderAnswer({ answer, moments, coverage, tellCut: false }, catalogueFor("en"));
  const shown = formatTimecode(frame?.timestamp ?? 0, { precision: 1 });
  expect(footer).toEqual([`The frame at 0:03.2 can’t be read. This is the nearest earlier one, ${shown}.`]);
});
