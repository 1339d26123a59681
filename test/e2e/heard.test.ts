import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type ModelServer, startModelServer } from "../fakes/model-server/model-server.ts";
import { type SpeechServer, startSpeechServer } from "../fakes/speech-server/speech-server.ts";
import { makeSoundClip } from "../fixtures/sound-clip.ts";
import { NO_VOICE } from "../fixtures/sounds.ts";
import { startCuepoint } from "../support/run-cuepoint.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { describeUnless } from "../support/unless.ts";

const folder = temporaryFolder();
let model: ModelServer;
let speech: SpeechServer;

const SENTENCE = "The budget grows by ten percent this year.";
/** A voice for what detects speech, and marks under it for the server's double, which hears at which second it is. */
const TRACK = { spoken: [{ start: 6, end: 8 }], said: [{ at: 6, text: SENTENCE }] };

function cuepoint(...args: string[]) {
  const data = { TMPDIR: folder, DATA_DIR: join(folder, "data") };
  const env = { ...data, MODEL_BASE_URL: model.url, SPEECH_BASE_URL: speech.url };
  return startCuepoint(args, { cwd: folder, env }).finished;
}

beforeAll(async () => {
  model = await startModelServer({ contextTokens: 24_000 });
  speech = await startSpeechServer();
});

afterAll(async () => {
  await model.stop();
  await speech.stop();
});

describeUnless(NO_VOICE, "a video in which a voice speaks", () => {
  it("is heard at the time at which it sounds, and quoted in the segment of that time", async () => {
    await makeSoundClip(join(folder, "talk.mp4"), { seconds: 15, tracks: [TRACK] });
    const { code, stdout, stderr } = await cuepoint("summarize", "talk.mp4", "--out", "talk");
    expect(code, stderr).toBe(0);
    expect(stdout).toMatch(/“mark 6” \(0:0[56]\)/);
    expect(stdout).toMatch(/Heard (\d+) of \1 seconds of speech, English/);
    const json = JSON.parse(readFileSync(join(folder, "talk/summary.json"), "utf8"));
    const times = json.transcript.map(({ start }: { start: number }) => start);
    expect(times[0]).toBeGreaterThan(5.7);
    expect(times[0]).toBeLessThan(6.5);
    expect(json.segments.find(({ quotes }: { quotes: [] }) => quotes.length > 0).start_time).toBe("00:00:05");
    const [sent] = speech.requests;
    expect(sent?.seconds).toBeLessThan(8);
  });
});

it("a video with music alone says that no speech was found, and sends nothing that is no speech as words", async () => {
  await makeSoundClip(join(folder, "music.mp4"), { seconds: 12, tracks: [{ under: "music" }] });
  const { code, stdout, stderr } = await cuepoint("summarize", "music.mp4", "--out", "music");
  expect(code, stderr).toBe(0);
  expect(stdout).toContain("No speech found.");
  expect(stdout).not.toContain("“");
});

it("is not listened to where it is asked not to", async () => {
  const before = speech.requests.length;
  const { stdout } = await cuepoint("summarize", "music.mp4", "--no-sound", "--out", "unheard");
  expect(stdout).toContain("Sound not used, as asked.");
  expect(speech.requests).toHaveLength(before);
});
