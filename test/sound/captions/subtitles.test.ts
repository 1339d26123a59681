import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readSubtitles } from "../../../src/sound/captions/subtitles.ts";
import type { SoundFile } from "../../../src/sound/file-tools.ts";
import { fileTools } from "../../../src/video/ffmpeg/file-tools.ts";
import { createFfmpegReader } from "../../../src/video/ffmpeg/reader.ts";
import { type SubtitleTrack, subtitledClip } from "../../fixtures/subtitled-clip.ts";
import { codeOf } from "../../support/code-of.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { testFfmpeg } from "../../support/test-ffmpeg.ts";

const never = new AbortController().signal;
const ffmpeg = testFfmpeg();
const tools = fileTools(ffmpeg);
const folder = temporaryFolder();

const HELLO: SubtitleTrack = {
  lines: [
    [1.5, 3, "Hello <i>there</i>."],
    [4.25, 6, "Good bye."],
  ],
};
const said = (text: string, more: Partial<SubtitleTrack> = {}): SubtitleTrack => ({
  lines: [[1, 2, text]],
  ...more,
});

async function opened(path: string): Promise<SoundFile> {
  const video = await createFfmpegReader(ffmpeg, { maxMinutes: 10 }).open(path, never);
  return { path, video, sha256: "0".repeat(64), range: { start: 0, end: video.info.duration } };
}

async function heard(name: string, clip: Parameters<typeof subtitledClip>[1]) {
  const path = join(folder, name);
  await subtitledClip(path, clip);
  return readSubtitles(tools, await opened(path), never);
}

describe("readSubtitles", () => {
  it.each([
    ["subrip", "a.mkv"],
    ["mov_text", "b.mp4"],
    ["webvtt", "c.mkv"],
    ["ass", "d.mkv"],
  ])("reads %s as plain lines with the times they are shown at", async (codec, name) => {
    const found = await heard(name, { codec, tracks: [{ ...HELLO, language: "eng" }] });
    expect(found).toMatchObject({ source: "subtitles", language: "en", by: codec });
    expect(found?.cues.map(({ id, text }) => [id, text])).toEqual([
      ["c1", "Hello there."],
      ["c2", "Good bye."],
    ]);
    expect(found?.cues[0]?.start).toBeCloseTo(1.5, 1);
    expect(found?.cues[1]?.end).toBeCloseTo(6, 1);
  });

  it("tells times by the picture's clock where the file's own begins later", async () => {
    const path = join(folder, "late.mkv");
    await subtitledClip(path, { codec: "subrip", tracks: [HELLO], clock: 10 });
    const file = await opened(path);
    expect(file.video.info.startTime).toBeGreaterThan(9);
    const found = await readSubtitles(tools, file, never);
    expect(found?.cues[0]?.start).toBeCloseTo(1.5, 1);
    expect(found?.cues[1]?.end).toBeCloseTo(6, 1);
  });

  it("takes the default ones first, then the sound's language, and never forced ones", async () => {
    const german = said("Guten Tag", { language: "ger" });
    const english = said("Good day", { language: "eng", title: "By hand" });
    const forced = said("SIGN", { language: "eng", disposition: "forced" });
    const signs = said("SIGN", { language: "eng", title: "Signs & Songs", disposition: "default" });
    const base = { codec: "subrip", soundLanguage: "eng" };
    const spoken = await heard("spoken.mkv", { ...base, tracks: [forced, signs, german, english] });
    expect(spoken).toMatchObject({ language: "en", by: "By hand", cues: [{ text: "Good day" }] });
    const isDefault = await heard("default.mkv", {
      ...base,
      tracks: [english, { ...german, disposition: "default" }],
    });
    expect(isDefault).toMatchObject({ language: "de", cues: [{ text: "Guten Tag" }] });
    expect(await heard("forced.mkv", { ...base, tracks: [forced] })).toBeNull();
  });

  it("passes over a track that tells of sounds alone", async () => {
    const sounds = said("[door slams]", { disposition: "default" });
    const found = await heard("sounds.mkv", { codec: "subrip", tracks: [sounds, said("Who is there?")] });
    expect(found?.cues.map(({ text }) => text)).toEqual(["Who is there?"]);
  });

  it("has nothing to say of a file without any, or with several clocks, and ends with the signal", async () => {
    const path = join(folder, "none.mkv");
    await subtitledClip(path, { codec: "subrip", tracks: [] });
    const file = await opened(path);
    expect(await readSubtitles(tools, file, never)).toBeNull();
    const clocks = { ...file, video: { info: { ...file.video.info, epochs: [{ shift: 0 }, { shift: 9 }] } } };
    expect(await readSubtitles(tools, clocks, never)).toBeNull();
    expect(await codeOf(readSubtitles(tools, file, AbortSignal.abort()))).toBe("cancelled");
  });
});
