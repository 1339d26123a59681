import { join } from "node:path";
import { beforeAll, expect, it } from "vitest";
import { partLengths } from "../../../src/summary/parts/part-lengths.ts";
import { summarize } from "../../../src/summary/pipeline.ts";
import { createFfmpegReader } from "../../../src/video/ffmpeg/reader.ts";
import { mixed } from "../../../src/video/sample/mixed.ts";
import { createFakeLogger } from "../../fakes/logger.ts";
import { makeNightClip, NIGHT_SECONDS, VISITORS } from "../../fixtures/night-clip.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { testFfmpeg } from "../../support/test-ffmpeg.ts";

const path = join(temporaryFolder(), "night.mp4");
const never = new AbortController().signal;

beforeAll(() => makeNightClip(path));

it("is one night where it is watched in parts, and no model is there", async () => {
  const reader = createFfmpegReader(testFfmpeg(), { maxMinutes: 10 });
  const logger = createFakeLogger();
  const { summary } = await summarize(
    { reader, model: async () => null, strategy: mixed, lengths: partLengths(45), logger },
    {
      ...{ path, name: "night.mp4", sha256: "x", range: {}, language: "en", routingKey: "key" },
      ...{ kind: "camera", startsAt: Date.UTC(2026, 10, 29, 22), report: () => undefined },
    },
    never,
  );
  expect(summary.parts.length).toBeGreaterThan(2);
  expect(summary.clock).toEqual({ startsAt: Date.UTC(2026, 10, 29, 22), isUtc: false });
  expect(summary.activity?.values).toHaveLength(NIGHT_SECONDS / (summary.activity?.every ?? 1));
  const findings = summary.findings ?? [];
  const events = findings.filter(({ type }) => type === "event");
  expect(events).toHaveLength(VISITORS.length);
  for (const [i, { start, end }] of VISITORS.entries()) {
    expect(Math.abs((events[i]?.start ?? 0) - start)).toBeLessThan(0.6);
    expect(Math.abs((events[i]?.end ?? 0) - end)).toBeLessThan(0.6);
  }
  expect(findings.filter(({ type }) => type === "quiet")).toHaveLength(VISITORS.length + 1);
}, 60_000);
