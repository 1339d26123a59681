import type { PromptName } from "../../../src/summary/prompts/prompts.ts";

const FIRST = { theme: "A street", description: "A red car stands in a street.", significance: "It begins." };
const SECOND = { theme: "A garden", description: "Two people plant a tree.", significance: "It ends." };

const structured = JSON.stringify({
  segments: [
    { start: "0.0", end: "31.0", key: "12.5", ...FIRST },
    { start: "64.2", end: "90.0", key: "90.0", ...SECOND },
  ],
  overview: "A car stands in a street; later people plant a tree.",
  title: "A car and a tree",
});

const acts = [
  {
    start_time: "0.0",
    end_time: "31.0",
    theme: FIRST.theme,
    key_timestamp: "12.5",
    description: FIRST.description,
  },
  {
    start_time: "64.2",
    end_time: "90.0",
    theme: SECOND.theme,
    key_timestamp: "90.0",
    description: SECOND.description,
  },
];

const few = [
  { start: "0.0", end: "31.0", key: "12.5", description: FIRST.description },
  { start: "64.2", end: "90.0", key: "90.0", description: SECOND.description },
];

/** Good replies to all that a prompt asks, in order. */
export const REPLIES: Readonly<Record<PromptName, readonly string[]>> = {
  structured: [structured],
  "five-keyframes": [
    `<12.5 seconds> | A street | A red car stands in a street. | It begins.
<90.0 seconds> | A garden | Two people plant a tree. | It ends.`,
  ],
  "five-acts": [JSON.stringify({ segments: acts })],
  "describe-first": [
    JSON.stringify({
      "0.0": "a red car",
      "12.5": "the car",
      "31.0": "the car",
      "64.2": "people",
      "90.0": "a tree",
    }),
    structured,
  ],
  "few-fields": [
    JSON.stringify({ segments: few }),
    JSON.stringify({
      ...{ themes: [FIRST.theme, SECOND.theme], title: "A car and a tree" },
      overview: "A car stands in a street; later people plant a tree.",
    }),
  ],
};
