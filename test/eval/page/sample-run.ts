import { type EvalCase, evalCase } from "../../../eval/case.ts";
import type { Outcome } from "../../../eval/outcome.ts";
import type { RunFile } from "../../../eval/run/result.ts";

type Summary = NonNullable<Outcome["summary"]>;
type Segment = Summary["segments"][number];

/** What a hostile set, server or model might say. */
export const HOSTILE = `<script>document.title = "owned"</script>"'><img src=x onerror=alert(1)>`;

const SECONDS = 60;
const EVENTS = [
  { id: "dog", start: 2, end: 12, words: [["dog", "puppy"], ["ball"]] },
  { id: "rain", start: 20, end: 34, words: [["rain"]] },
  { id: "car", start: 30, end: 44, words: [["car"]] },
];
const LINES = [
  { start: 3, end: 6, text: "Fetch the ball, Rex." },
  { start: 21, end: 24, text: "We had better go home now." },
];

/** Eight videos, of which the last has no events, and a name that is hard to break. */
export const CASES: readonly EvalCase[] = Array.from({ length: 8 }, (_, i) =>
  evalCase.parse({
    id: i === 6 ? `park-${"x".repeat(50)}` : `park-${i + 1}`,
    video: `park-${i + 1}.mp4`,
    source: i === 2 ? HOSTILE : "Painted.",
    events: i === 7 ? [] : EVENTS,
    spoken: LINES,
    silent: [{ start: 46, end: 58 }],
    absent: ["elephant"],
    cuts: [14, 30, 45],
    questions: [
      { text: "What does the dog fetch?", answer: [["ball"]], at: { start: 2, end: 12 } },
      { text: "How old is the dog?", answer: null },
    ],
  }),
);

function segment(
  range: readonly [start: number, end: number],
  theme: string,
  rest: Partial<Segment>,
): Segment {
  const [start, end] = range;
  const middle = (start + end) / 2;
  return {
    start,
    end,
    theme,
    description: "",
    significance: "",
    key: middle,
    still: middle,
    quotes: [],
    ...rest,
  };
}

const [fetch, home] = LINES;
const quotes = fetch ? [fetch] : [];
const RIGHT: readonly Segment[] = [
  segment([0, 14], "A dog in the park", { description: "A dog brings back a ball.", quotes }),
  segment([18, 30], "The weather turns", { description: "Heavy rain falls.", key: 25, still: 24 }),
  segment([30, 45], "The way home", { description: "A car drives off.", significance: "The walk is over." }),
];
const WRONG: readonly Segment[] = [
  segment([0, 14], HOSTILE, { description: "An elephant walks by.", quotes: home ? [home] : [] }),
  segment([15, 19], "Early", { description: "It begins to rain.", key: 17, still: 17 }),
  segment([46, 60], "Nothing", { description: "The park is empty." }),
];

interface Sample {
  readonly segmentsOf: (position: number) => readonly Segment[] | null;
  readonly refuses: boolean;
  readonly samplers?: readonly string[];
}

/** By the name of the model. */
const SAMPLES: Readonly<Record<string, Sample>> = {
  careful: { segmentsOf: () => RIGHT, refuses: true },
  careless: { segmentsOf: () => WRONG, refuses: false },
  fickle: {
    segmentsOf: (i) => (i === 4 ? null : i % 2 === 0 ? RIGHT : WRONG),
    refuses: true,
    samplers: ["random-0", "random-1"],
  },
};

function outcomesOf(model: string, { segmentsOf, refuses, samplers = ["mixed"] }: Sample): Outcome[] {
  return CASES.flatMap((truth, i) =>
    samplers.map((sampler): Outcome => {
      const segments = segmentsOf(i);
      return {
        case: truth.id,
        variant: { model, server: "vllm", prompt: "structured", promptVersion: "3", sampler, budget: 16 },
        at: "2026-11-29T12:00:00.000Z",
        seconds: SECONDS,
        frames: Array.from({ length: 12 }, (_, at) => 2.5 + 5 * at),
        summary: segments && {
          title: "An afternoon in the park",
          overview: "A dog plays until it rains.",
          segments: [...segments],
          cues: LINES,
          language: "en",
        },
        ...(segments === null && { failure: "model-timeout" }),
        answers: [
          { question: "What does the dog fetch?", text: "A ball.", moments: [refuses ? 5 : 50], quotes: [] },
          { question: "How old is the dog?", text: refuses ? "" : "Three years.", moments: [], quotes: [] },
        ],
        ...{
          requests: 3,
          repairs: refuses ? 0 : 1,
          tokens: { prompt: 2400 + 90 * i, cached: 0, output: 300 },
        },
        ms: { all: 9_000 + 500 * i, model: 8_000 },
      };
    }),
  );
}

export function sampleRun(models: readonly string[], rest: Partial<RunFile> = {}): RunFile {
  const outcomes = models.flatMap((name) => {
    const sample = SAMPLES[name];
    return sample ? outcomesOf(name, sample) : [];
  });
  return {
    version: 1,
    at: "2026-11-29T12:00:00.000Z",
    isDoubles: false,
    cases: [...CASES],
    outcomes,
    ...rest,
  };
}
