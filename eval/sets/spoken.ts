import { rm, writeFile } from "node:fs/promises";
import { ffmpeg } from "../../test/fixtures/clip.ts";
import { makeSoundClip } from "../../test/fixtures/sound-clip.ts";
import { type EvalCase, evalCase } from "../case.ts";

interface Line {
  readonly at: number;
  readonly text: string;
  /** What a summary should tell of it. */
  readonly words: readonly (readonly string[])[];
}

const LENGTH = 4;
const SECONDS = 60;

const TALKS: Readonly<Record<string, readonly Line[]>> = {
  budget: [
    { at: 4, text: "The budget grows by ten percent this year.", words: [["budget"]] },
    { at: 20, text: "Maria will send the plan by Friday.", words: [["plan", "Maria"]] },
    { at: 42, text: "We decided to move the launch to March.", words: [["launch", "March"]] },
  ],
  garden: [
    { at: 6, text: "Tomatoes need six hours of sun a day.", words: [["tomato"]] },
    { at: 26, text: "Water them in the early morning.", words: [["water"]] },
    { at: 45, text: "The first harvest comes in July.", words: [["harvest", "July"]] },
  ],
};

export const TALK_NAMES = Object.keys(TALKS);

/**
 * A talk over a plain picture, with its words as a subtitle track: it can be read without a speech server. Between the lines no
 * one speaks.
 */
export async function spokenCase(folder: string, name: string): Promise<EvalCase> {
  const lines = TALKS[name] ?? [];
  const id = `spoken-${name}`;
  const [plain, words] = [`${folder}/${id}.plain.mp4`, `${folder}/${id}.srt`];
  const spoken = lines.map(({ at, text }) => ({ start: at, end: at + LENGTH, text }));
  await makeSoundClip(plain, {
    seconds: SECONDS,
    tracks: [{ spoken: spoken.map(({ start, end }) => ({ start, end })) }],
  });
  await writeFile(words, spoken.map(subtitle).join("\n"));
  const maps = [
    "-map",
    "0",
    "-map",
    "1:0",
    "-c",
    "copy",
    "-c:s",
    "mov_text",
    "-metadata:s:s:0",
    "language=eng",
  ];
  await ffmpeg(["-i", plain, "-i", words, ...maps, `${folder}/${id}.mp4`]);
  await Promise.all([plain, words].map((path) => rm(path)));
  return evalCase.parse({
    id,
    video: `${id}.mp4`,
    source: "Made by this program.",
    spoken,
    silent: silences(spoken),
    events: lines.map(({ at, words: wanted }, i) => {
      return { id: `line-${i + 1}`, start: at, end: at + LENGTH, words: wanted };
    }),
    absent: ["elephant", "concert"],
    questions: [
      {
        ...{ text: "What is said about the first thing that comes up?", answer: lines[0]?.words ?? null },
        at: spoken[0] && { start: spoken[0].start - LENGTH, end: spoken[0].end },
      },
      { text: "What is the phone number of the speaker?", answer: null },
    ],
  });
}

function silences(spoken: readonly { readonly start: number; readonly end: number }[]) {
  const ends = [0, ...spoken.map(({ end }) => end)];
  const starts = [...spoken.map(({ start }) => start), SECONDS];
  return ends.map((start, i) => ({ start, end: starts[i] ?? SECONDS }));
}

function subtitle({ start, end, text }: { start: number; end: number; text: string }, i: number): string {
  return `${i + 1}\n${clock(start)} --> ${clock(end)}\n${text}\n`;
}

function clock(seconds: number): string {
  return `00:00:${seconds.toFixed(3).padStart(6, "0").replace(".", ",")}`;
}
