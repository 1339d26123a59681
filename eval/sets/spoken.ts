import { rm, writeFile } from "node:fs/promises";
import { toSrt } from "../../src/sound/captions/timed-text.ts";
import { numberCues } from "../../src/sound/transcript.ts";
import { ffmpeg } from "../../test/fixtures/clip.ts";
import { makeSoundClip } from "../../test/fixtures/sound-clip.ts";
import { NO_VOICE } from "../../test/fixtures/sounds.ts";
import { type EvalCase, evalCase } from "../case.ts";

export interface Line {
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

/** A talk over a plain picture, with its words as a subtitle track: they are known without a speech server. */
export async function spokenCase(folder: string, name: string): Promise<EvalCase> {
  const [id, lines] = [`spoken-${name}`, TALKS[name] ?? []];
  await writeTalk(`${folder}/${id}.mp4`, lines, { seconds: SECONDS, hasWords: true });
  return talkCase(id, lines, SECONDS);
}

/** The same without the track: a speech server has to hear it. */
export async function heardCase(folder: string, name: string): Promise<EvalCase> {
  const [id, lines] = [`heard-${name}`, TALKS[name] ?? []];
  await writeTalk(`${folder}/${id}.mp4`, lines, { seconds: SECONDS, hasWords: false });
  return talkCase(id, lines, SECONDS);
}

interface Talk {
  readonly seconds: number;
  readonly hasWords: boolean;
}

/** With espeak-ng's voice where it is there, else with tones. */
export async function writeTalk(
  path: string,
  lines: readonly Line[],
  { seconds, hasWords }: Talk,
): Promise<void> {
  const [plain, words] = [`${path}.plain.mp4`, `${path}.srt`];
  const spoken = linesOf(lines);
  const sound = NO_VOICE === null ? { said: lines } : { spoken };
  await makeSoundClip(plain, { seconds, tracks: [sound] });
  await writeFile(words, toSrt(numberCues(spoken)));
  const track = ["-map", "1:0", "-c:s", "mov_text", "-metadata:s:s:0", "language=eng"];
  const input = hasWords ? ["-i", words] : [];
  await ffmpeg(["-i", plain, ...input, "-map", "0", "-c", "copy", ...(hasWords ? track : []), path]);
  await Promise.all([plain, words].map((made) => rm(made)));
}

/** The truth of a talk. Between its lines no one speaks. */
export function talkCase(id: string, lines: readonly Line[], seconds: number): EvalCase {
  const spoken = linesOf(lines);
  const [first] = spoken;
  return evalCase.parse({
    ...{ id, video: `${id}.mp4`, source: "Made by this program.", spoken, silent: silences(spoken, seconds) },
    events: lines.map(({ at, words }, i) => ({ id: `line-${i + 1}`, start: at, end: at + LENGTH, words })),
    absent: ["elephant", "concert"],
    questions: [
      {
        ...{ text: "What is said about the first thing that comes up?", answer: lines[0]?.words ?? null },
        ...(first && { at: { start: Math.max(0, first.start - LENGTH), end: first.end } }),
      },
      { text: "What is the phone number of the speaker?", answer: null },
    ],
  });
}

function linesOf(lines: readonly Line[]) {
  return lines.map(({ at, text }) => ({ start: at, end: at + LENGTH, text }));
}

function silences(spoken: readonly { readonly start: number; readonly end: number }[], seconds: number) {
  const ends = [0, ...spoken.map(({ end }) => end)];
  const starts = [...spoken.map(({ start }) => start), seconds];
  return ends.map((start, i) => ({ start, end: starts[i] ?? seconds }));
}
