import { ffmpeg } from "../../test/fixtures/clip.ts";
import { paintBox, type RgbPicture } from "../../test/fixtures/paint.ts";
import { type EvalCase, evalCase } from "../case.ts";
import { write } from "./letters.ts";

interface Slide {
  readonly seconds: number;
  readonly title: string;
  readonly lines: readonly string[];
  /** What a summary should tell of it. */
  readonly words: readonly (readonly string[])[];
}

const SLIDES: readonly Slide[] = [
  {
    ...{ seconds: 9, title: "WATER CYCLE", lines: ["SEA", "CLOUD", "RAIN"] },
    words: [["water cycle", "water"]],
  },
  {
    ...{ seconds: 12, title: "EVAPORATION", lines: ["HEAT TURNS WATER TO VAPOR", "86% FROM OCEANS"] },
    words: [["evaporat"]],
  },
  {
    ...{ seconds: 3, title: "QUESTION 1", lines: ["WHERE DOES IT GO"] },
    words: [["question"]],
  },
  {
    ...{ seconds: 12, title: "CONDENSATION", lines: ["VAPOR COOLS", "DROPS FORM CLOUDS"] },
    words: [["condens"]],
  },
  {
    ...{ seconds: 9, title: "GLACIERS", lines: ["STORE 69% OF FRESH WATER"] },
    words: [["glacier"]],
  },
];

const SIZE = { width: 640, height: 360 };
const RATE = 5;
const PAPER = [240, 240, 235] as const;
const INK = [30, 30, 40] as const;
const HEAD = [40, 70, 140] as const;

/** Slides with words that can be read. */
export async function slidesCase(folder: string): Promise<EvalCase> {
  const id = "slides-water";
  const raw = ["-f", "rawvideo", "-pix_fmt", "rgb24", "-s", `${SIZE.width}x${SIZE.height}`];
  const encode = ["-c:v", "libx264", "-preset", "veryfast", "-crf", "23", "-pix_fmt", "yuv420p"];
  const input = [...raw, "-r", String(RATE), "-i", "pipe:0"];
  await ffmpeg([...input, ...encode, `${folder}/${id}.mp4`], frames());
  const starts = SLIDES.map((_, i) => SLIDES.slice(0, i).reduce((sum, { seconds }) => sum + seconds, 0));
  const range = (i: number) => ({ start: starts[i] ?? 0, end: (starts[i] ?? 0) + (SLIDES[i]?.seconds ?? 0) });
  return evalCase.parse({
    ...{ id, video: `${id}.mp4`, source: "Painted by this program.", kind: "lecture" },
    events: SLIDES.map(({ words }, i) => ({ id: `slide-${i + 1}`, ...range(i), words })),
    written: SLIDES.flatMap(({ title, lines }, i) =>
      [title, ...lines].map((text) => ({ ...range(i), text })),
    ),
    absent: ["volcano", "photosynthesis", "elephant"],
    cuts: starts.slice(1),
    questions: [
      {
        ...{ text: "How much of the fresh water do glaciers store?", answer: [["69"]] },
        at: range(SLIDES.length - 1),
      },
      { text: "How long does a drop of water stay in a river?", answer: null },
    ],
  });
}

function* frames(): Generator<Uint8Array> {
  for (const slide of SLIDES) {
    const picture = paint(slide);
    for (let i = 0; i < slide.seconds * RATE; i++) yield picture.data;
  }
}

function paint({ title, lines }: Slide): RgbPicture {
  const { width, height } = SIZE;
  const picture = { width, height, data: new Uint8Array(width * height * 3) };
  paintBox(picture, { x: 0, y: 0, width, height }, PAPER);
  paintBox(picture, { x: 0, y: 0, width, height: 80 }, HEAD);
  write(picture, { text: title, x: 30, y: 22, dot: 5 }, PAPER);
  for (const [i, text] of lines.entries()) write(picture, { text, x: 40, y: 120 + i * 55, dot: 3 }, INK);
  return picture;
}
