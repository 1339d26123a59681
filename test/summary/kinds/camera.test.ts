import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { camera } from "../../../src/summary/kinds/camera.ts";
import type { Finding } from "../../../src/summary/kinds/finding.ts";
import type { Found } from "../../../src/summary/kinds/kind.ts";
import { createFfmpegReader } from "../../../src/video/ffmpeg/reader.ts";
import { scanVideo } from "../../../src/video/plan/scan-video.ts";
import type { TimeRange } from "../../../src/video/video.ts";
import { createFakeLogger } from "../../fakes/logger.ts";
import { makeNightClip, NIGHT_SECONDS, VISITORS } from "../../fixtures/night-clip.ts";
import { decodeJpeg } from "../../support/read-picture.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { testFfmpeg } from "../../support/test-ffmpeg.ts";

const path = join(temporaryFolder(), "night.mp4");
const never = new AbortController().signal;

beforeAll(() => makeNightClip(path));

/** As after a summary that no model took part in. */
async function findIn(range: TimeRange): Promise<Found> {
  const video = await createFfmpegReader(testFfmpeg(), { maxMinutes: 10 }).open(path, never);
  const { scan } = await scanVideo(video, range, {}, never);
  const material = {
    ...{ range, opening: null, frames: [], cues: [], segments: [], look: { video, scan } },
    ...{ language: "en", routingKey: "key", failures: 0 },
  };
  return await camera.find({ model: async () => null, logger: createFakeLogger() }, material, never);
}

const ofType = ({ findings }: Found, type: Finding["type"]) =>
  findings.filter((finding) => finding.type === type);
/** Frames of a tenth of a second, and visitors who come in from beyond the edge. */
const NEAR = 0.6;

describe("a night with three visitors", () => {
  let night: Found;

  beforeAll(async () => {
    night = await findIn({ start: 0, end: NIGHT_SECONDS });
  });

  it("is three events from when each comes to when they are gone, one of them between two I-frames", () => {
    const events = ofType(night, "event");
    expect(events).toHaveLength(VISITORS.length);
    for (const [i, { start, end, places }] of VISITORS.entries()) {
      const event = events[i];
      expect(Math.abs((event?.start ?? 0) - start)).toBeLessThan(NEAR);
      expect(Math.abs((event?.end ?? 0) - end)).toBeLessThan(NEAR);
      expect(event?.places).toEqual(places);
      expect(event?.text).toBe("");
    }
  });

  it("shows each of them", async () => {
    for (const { still, start, end } of ofType(night, "event")) {
      expect(still?.timestamp).toBeGreaterThanOrEqual(start);
      expect(still?.timestamp).toBeLessThan(end);
      const { data } = await decodeJpeg(still?.jpeg ?? Buffer.alloc(0));
      expect(data.filter((level, i) => i % 3 === 0 && level > 150).length).toBeGreaterThan(500);
    }
    const names = ofType(night, "event").map(({ still }) => still?.name);
    expect(new Set(names).size).toBe(VISITORS.length);
  });

  it("is quiet in all the time between them", () => {
    const quiet = ofType(night, "quiet");
    const seconds = quiet.reduce((sum, { start, end }) => sum + end - start, 0);
    const visited = VISITORS.reduce((sum, { start, end }) => sum + end - start, 0);
    expect(quiet).toHaveLength(4);
    expect(Math.abs(seconds - (NIGHT_SECONDS - visited))).toBeLessThan(2);
  });

  it("moves in the strip where visitors are, and nowhere else", () => {
    const { start, every, values } = night.activity ?? { start: 0, every: 1, values: [] };
    expect(values).toHaveLength(NIGHT_SECONDS / every);
    const isVisited = (time: number) =>
      VISITORS.some((visitor) => time + every > visitor.start - NEAR && time < visitor.end + NEAR);
    const outside = values.filter((_, i) => !isVisited(start + i * every));
    expect(Math.max(...outside)).toBe(0);
    expect(values.filter((value) => value > 0).length).toBeGreaterThan(10);
  });
});

it("finds nothing but quiet where no one comes", async () => {
  const found = await findIn({ start: 0, end: 30 });
  expect(found.findings).toMatchObject([{ type: "quiet", start: 0, end: 30 }]);
});

it("goes on over the border of two parts", () => {
  const finding = (type: Finding["type"], start: number, end: number) => ({
    ...{ type, start, end, text: "", cues: [], label: null },
  });
  const joined = camera.join([
    finding("quiet", 0, 550),
    finding("event", 550, 600),
    finding("event", 600, 610),
    finding("quiet", 610, 1_200),
    finding("quiet", 1_200, 1_800),
  ]);
  expect(joined.map(({ type, start, end }) => `${type} ${start}-${end}`)).toEqual([
    "quiet 0-550",
    "event 550-610",
    "quiet 610-1800",
  ]);
});
