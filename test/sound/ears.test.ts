import { expect, it } from "vitest";
import type { SoundFile } from "../../src/sound/file-tools.ts";
import { createEars } from "../../src/sound/listen.ts";
import { nothingHeard, type Transcript } from "../../src/sound/transcript.ts";
import { createFakeLogger } from "../fakes/logger.ts";

const never = new AbortController().signal;
const VTT = "WEBVTT\n\n00:01.000 --> 00:02.000\nGood morning.\n";
const PAGE = { captions: [{ language: "en-orig", vtt: VTT.replace("morning", "day") }] };
const file = (hasAudio = true): SoundFile => ({
  path: "/videos/talk.mp4",
  sha256: "0".repeat(64),
  video: { info: { startTime: 0, hasAudio } },
  range: { start: 0, end: 60 },
});

const logger = createFakeLogger();
const tenant = "slack:T1";
const subtitles = async () => null;
const heard: Transcript = { ...nothingHeard("no-speech"), source: "server", by: "whisper" };
const server = () => async () => ({ ...heard, cues: [{ id: "c1", start: 3, end: 4, text: "Hm." }] });

it("takes what came along with a file before a server hears it", async () => {
  const ears = createEars({ subtitles, server, logger });
  const sourceOf = async (beside: Omit<Parameters<typeof ears>[0], "tenant">) =>
    (await ears({ tenant, ...beside })(file(), never)).source;
  expect(await sourceOf({ page: PAGE, captions: VTT })).toBe("platform");
  expect(await sourceOf({ page: PAGE })).toBe("page");
  expect(await sourceOf({ page: null })).toBe("server");
});

it("does not say of a page's video that it has no sound, unless that was fetched", async () => {
  const ears = createEars({ subtitles, logger });
  const silent = { tenant, page: { captions: [] } };
  expect(await ears(silent)(file(false), never)).toEqual(nothingHeard("no-server"));
  expect(await ears({ tenant, page: null })(file(false), never)).toEqual(nothingHeard("no-track"));
  const off = createEars({ subtitles, server: () => async () => null, leftOut: "off-here", logger });
  const page = { captions: [] };
  const reasonOf = async (of: typeof ears, sound: "left-out" | "lost" | "fetched", hasAudio = false) =>
    (await of({ tenant, page, sound })(file(hasAudio), never)).noCues;
  expect(await reasonOf(off, "left-out")).toBe("off-here");
  expect(await reasonOf(ears, "lost")).toBe("not-fetched");
  expect(await reasonOf(ears, "fetched")).toBe("no-track");
  expect(await reasonOf(ears, "fetched", true)).toBe("no-server");
});
