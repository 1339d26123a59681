import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type ModelServer, startModelServer } from "../fakes/model-server/model-server.ts";
import { type SpeechServer, startSpeechServer } from "../fakes/speech-server/speech-server.ts";
import { ffmpeg } from "../fixtures/clip.ts";
import { makeSoundClip, type SoundClipOptions } from "../fixtures/sound-clip.ts";
import { NO_VOICE } from "../fixtures/sounds.ts";
import { startCuepoint } from "../support/run-cuepoint.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { describeUnless } from "../support/unless.ts";

const folder = temporaryFolder();
let model: ModelServer;
let speech: SpeechServer;

/** A voice for what detects speech, and marks under it for the server's double, which hears at which second they sound. */
const TRACK = {
  spoken: [{ start: 6, end: 9 }],
  said: [{ at: 6, text: "The budget grows by ten percent this year." }],
};
const TALK: SoundClipOptions = { seconds: 12, tracks: [TRACK] };

beforeAll(async () => {
  model = await startModelServer({ contextTokens: 24_000 });
  speech = await startSpeechServer();
});

afterAll(async () => {
  await model.stop();
  await speech.stop();
});

/** The lines of a clip's transcript, by the whole program, and what it says. */
async function heard(name: string): Promise<{ stdout: string; cues: { text: string; start: number }[] }> {
  const data = { TMPDIR: folder, DATA_DIR: join(folder, "data") };
  const env = { ...data, MODEL_BASE_URL: model.url, SPEECH_BASE_URL: speech.url };
  const run = startCuepoint(["summarize", name, "--out", `${name}.out`], { cwd: folder, env });
  const { code, stdout, stderr } = await run.finished;
  expect(code, stderr).toBe(0);
  const json = JSON.parse(readFileSync(join(folder, `${name}.out/summary.json`), "utf8"));
  return { stdout, cues: json.transcript };
}

/** Each line stands at the second that it names; returns these. Where the voice is louder than a mark, that is heard twice. */
function seconds(cues: Awaited<ReturnType<typeof heard>>["cues"]): number[] {
  const said = cues.map(({ text, start }) => {
    const second = Number(text.replace("mark ", ""));
    expect(Math.abs(start - second), text).toBeLessThan(0.5);
    return second;
  });
  return [...new Set(said)];
}

const CLIPS: readonly (readonly [what: string, name: string, options: SoundClipOptions])[] = [
  ["in the middle of six channels", "cinema.mp4", { ...TALK, tracks: [{ ...TRACK, channels: 6 }] }],
  [
    "by a telephone's 8 kHz",
    "phone.mov",
    { ...TALK, tracks: [{ ...TRACK, codec: "pcm_mulaw", rate: 8_000 }] },
  ],
  ["before the picture begins", "early.mkv", { ...TALK, seconds: 5, pictureFrom: 7.4 }],
  ["in a track that begins late", "late.mp4", { ...TALK, tracks: [{ ...TRACK, from: 4.3 }] }],
  ["in a track that ends early", "short.mp4", { ...TALK, tracks: [{ ...TRACK, to: 9.2 }] }],
  [
    "in the second of two tracks",
    "two.mkv",
    {
      ...TALK,
      tracks: [
        { under: "music", isDefault: false },
        { ...TRACK, isDefault: true },
      ],
    },
  ],
];

describeUnless(NO_VOICE, "what is said", () => {
  it.each(CLIPS)("%s has the time at which it sounds", async (_, name, options) => {
    await makeSoundClip(join(folder, name), options);
    const { cues } = await heard(name);
    expect(seconds(cues)).toEqual([6, 7, 8]);
  });

  it("has its time after the sample rate changes", async () => {
    const parts: Buffer[] = [];
    for (const [at, rate] of [44_100, 22_050].entries()) {
      const spoken = at === 0 ? { tracks: [{ rate }] } : { tracks: [{ ...TRACK, rate }] };
      await makeSoundClip(join(folder, `${rate}.mp4`), { seconds: 12, ...spoken });
      const path = join(folder, `${rate}.ts`);
      const options = ["-c", "copy", "-output_ts_offset", String(at * 12)];
      await ffmpeg(["-i", join(folder, `${rate}.mp4`), ...options, path]);
      parts.push(readFileSync(path));
    }
    writeFileSync(join(folder, "rates.ts"), Buffer.concat(parts));
    const { cues } = await heard("rates.ts");
    expect(seconds(cues.map((cue) => ({ ...cue, start: cue.start - 12 })))).toEqual([6, 7, 8]);
  });

  it("is left out where the sound cannot be decoded, and the pictures tell what happens", async () => {
    await makeSoundClip(join(folder, "whole.mp4"), TALK);
    const hurt = ["-c", "copy", "-bsf:a", "noise=amount=1"];
    await ffmpeg(["-i", join(folder, "whole.mp4"), ...hurt, join(folder, "broken.mkv")]);
    const { stdout, cues } = await heard("broken.mkv");
    expect(cues).toEqual([]);
    expect(stdout).toContain("One after the other the video shows");
    expect(stdout).toMatch(/No speech found\.|Sound not used: /);
  });
});
