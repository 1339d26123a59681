import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { takeOut } from "../../../src/sound/pieces/take-out.ts";
import { ffmpeg } from "../../fixtures/clip.ts";
import { makeSoundClip, type SoundClipOptions } from "../../fixtures/sound-clip.ts";
import { heardMarks, samplesOf } from "../../support/heard-marks.ts";
import { runningProcesses } from "../../support/processes.ts";
import { soundFile, soundTools } from "../../support/sound-file.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const folder = temporaryFolder();
const never = new AbortController().signal;
const ALL = { start: 0, end: 60 };
const THREE_TO_SIX = [{ start: 3, end: 6 }];
const EIGHT: SoundClipOptions = { seconds: 8, tracks: [{ spoken: THREE_TO_SIX }] };

async function clip(file: string, options: SoundClipOptions): Promise<string> {
  const path = join(folder, file);
  await makeSoundClip(path, options);
  return path;
}

async function remade(file: string, options: readonly string[], from = "eight.mp4"): Promise<string> {
  const path = join(folder, file);
  await ffmpeg([...["-i", await clip(from, EIGHT)], ...options, path]);
  return path;
}

async function samplesIn(path: string, range = ALL): Promise<Float32Array> {
  const chunks: Buffer[] = [];
  for await (const chunk of takeOut(soundTools, await soundFile(path), range, never)) {
    chunks.push(Buffer.from(chunk));
  }
  return samplesOf(Buffer.concat(chunks));
}

/** The marks, and by how much the one that is most in the wrong place is wrong. */
function told(samples: Float32Array, offset = 0): { marks: (number | null)[]; error: number } {
  const heard = heardMarks(samples);
  return {
    marks: heard.map(({ mark }) => mark),
    error: Math.max(...heard.map(({ mark, start }) => Math.abs(start - offset - (mark ?? Number.NaN)))),
  };
}

/** Seconds; a packet of sound is 0.02, and so is the step in which marks are looked for. */
const NEAR = 0.045;

const CLIPS: readonly (readonly [title: string, file: string, options: SoundClipOptions])[] = [
  ["in an MP4", "plain.mp4", EIGHT],
  ["of a track that begins late", "late.mp4", { seconds: 8, tracks: [{ from: 2.6, spoken: THREE_TO_SIX }] }],
  ["of a late track in Matroska", "late.mkv", { seconds: 8, tracks: [{ from: 2.6, spoken: THREE_TO_SIX }] }],
  ["where the picture begins late", "late-picture.mp4", { ...EIGHT, pictureFrom: 1.4 }],
  ["where the file's clock begins at ten", "far.ts", { ...EIGHT, mux: ["-output_ts_offset", "10"] }],
  [
    "in a transport stream with late sound",
    "late.ts",
    { seconds: 8, tracks: [{ from: 2.6, spoken: THREE_TO_SIX }] },
  ],
  [
    "of Opus in WebM",
    "opus.webm",
    {
      seconds: 8,
      tracks: [{ spoken: THREE_TO_SIX, codec: "libopus" }],
      mux: ["-c:v", "libvpx", "-b:v", "300k"],
    },
  ],
  [
    "of MP3 in an AVI",
    "mp3.avi",
    {
      seconds: 8,
      tracks: [{ spoken: THREE_TO_SIX, codec: "libmp3lame" }],
      mux: ["-c:v", "mpeg4", "-r", "10"],
    },
  ],
  [
    "of a camera's telephone sound",
    "phone.mov",
    { seconds: 8, tracks: [{ spoken: THREE_TO_SIX, codec: "pcm_mulaw", rate: 8_000 }] },
  ],
  [
    "of the middle of six channels",
    "cinema.mp4",
    { seconds: 8, tracks: [{ spoken: THREE_TO_SIX, channels: 6 }] },
  ],
  [
    "of the second track where that is the default",
    "two.mkv",
    {
      seconds: 8,
      tracks: [
        { spoken: [{ start: 0, end: 8 }], isDefault: false },
        { spoken: THREE_TO_SIX, isDefault: true },
      ],
    },
  ],
  [
    "of the first of two tracks else",
    "two.mp4",
    { seconds: 8, tracks: [{ spoken: THREE_TO_SIX }, { spoken: [{ start: 0, end: 8 }] }] },
  ],
];

describe("the sound", () => {
  it.each(CLIPS)("%s has the picture's clock", async (_, file, options) => {
    const { marks, error } = told(await samplesIn(await clip(file, options)));
    expect(marks).toEqual([3, 4, 5]);
    expect(error).toBeLessThan(NEAR);
  });

  it("begins where a trimmed recording is shown from", async () => {
    const path = await remade("trimmed.mp4", ["-c", "copy"], "eight.mp4");
    const trimmed = join(folder, "trimmed-at.mp4");
    await ffmpeg(["-ss", "2.7", "-i", path, "-c", "copy", trimmed]);
    const { marks, error } = told(await samplesIn(trimmed), -2.7);
    expect(marks).toEqual([3, 4, 5]);
    expect(error).toBeLessThan(NEAR);
  });

  it("ends with a track that ends early", async () => {
    const samples = await samplesIn(
      await clip("short.mp4", { seconds: 8, tracks: [{ to: 5.5, spoken: THREE_TO_SIX }] }),
    );
    expect(samples.length / 16_000).toBeCloseTo(5.5, 1);
    expect(told(samples).marks).toEqual([3, 4, 5]);
  });

  it("keeps its time over lost packets, which are silent", async () => {
    const lost = ["-c", "copy", "-bsf:a", "noise=amount=0:drop='between(n,180,230)'"];
    const { marks, error } = told(await samplesIn(await remade("lost.mkv", lost)));
    expect(marks).toEqual([3, 5]);
    expect(error).toBeLessThan(NEAR);
  });

  it("keeps its time over packets that cannot be decoded", async () => {
    const hurt = ["-c", "copy", "-bsf:a", "noise=amount='if(between(n,188,225),3,0)'"];
    const path = join(folder, "hurt.mkv");
    const whole = await clip("whole.mp4", { seconds: 9, tracks: [{ spoken: [{ start: 3, end: 8 }] }] });
    await ffmpeg(["-i", whole, ...hurt, path]);
    const after = heardMarks(await samplesIn(path)).slice(-2);
    expect(after.map(({ mark }) => mark)).toEqual([6, 7]);
    for (const { mark, start } of after) expect(start).toBeCloseTo(mark ?? Number.NaN, 1);
  });

  it("goes on where a second recording has another sample rate, and times before the end of the first", async () => {
    const spoken = [{ start: 1, end: 3 }];
    const parts = await Promise.all(
      [44_100, 22_050].map(async (rate) => {
        const part = await clip(`${rate}.mp4`, { seconds: 4, tracks: [{ spoken, rate }] });
        const path = join(folder, `${rate}.ts`);
        await ffmpeg(["-i", part, "-c", "copy", "-output_ts_offset", rate === 44_100 ? "0" : "4", path]);
        return path;
      }),
    );
    const path = join(folder, "rates.ts");
    await writeFile(path, Buffer.concat(await Promise.all(parts.map((part) => readFile(part)))));
    const heard = heardMarks(await samplesIn(path));
    expect(heard.map(({ mark }) => mark)).toEqual([1, 2, 1, 2]);
    // One recording's sound and picture do not end at the same moment.
    for (const [i, { start }] of heard.entries())
      expect(Math.abs(start - ([1, 2, 5, 6][i] ?? 0))).toBeLessThan(0.15);
  });
});

describe("a part of the sound", () => {
  const LONG: SoundClipOptions = { seconds: 40, tracks: [{ spoken: [{ start: 0, end: 40 }] }] };

  it.each(["long.mp4", "long.mkv", "long.ts"])("of %s begins exactly where it is wanted", async (file) => {
    const samples = await samplesIn(await clip(file, LONG), { start: 30.5, end: 34.5 });
    expect(samples).toHaveLength(4 * 16_000);
    const { marks, error } = told(samples.subarray(8_000 - 320), 0.02 - 31);
    expect(marks).toEqual([31, 32, 33, 34]);
    expect(error).toBeLessThan(NEAR);
  });
});

it("ends ffmpeg when the reader has enough, and when it is cancelled", async () => {
  const source = await soundFile(await clip("stopped.mp4", EIGHT));
  for await (const _ of takeOut(soundTools, source, ALL, never)) break;
  const stop = new AbortController();
  const heard = async () => {
    for await (const _ of takeOut(soundTools, source, ALL, stop.signal)) stop.abort();
  };
  await expect(heard()).rejects.toMatchObject({ code: "cancelled" });
  expect(runningProcesses(join(folder, "stopped.mp4"))).toEqual([]);
});
