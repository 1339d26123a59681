import { expect, it } from "vitest";
import type { SummaryQuestion } from "../../../src/summary/ask/prompt.ts";
import { PROMPT_NAMES, PROMPTS, type PromptName } from "../../../src/summary/prompts/prompts.ts";
import { fingerprint, record } from "./recorded.ts";
import { REPLIES } from "./replies.ts";

const cue = (id: string, start: number, text: string) => ({ id, start, end: start + 2, text });

/** Everything that changes the words of a prompt. */
const QUESTIONS: readonly SummaryQuestion[] = [
  { keyframes: 5, language: "en" },
  { keyframes: 3, language: "zh-Hans", brief: true },
  {
    ...{ keyframes: 8, language: "de", isPart: true },
    cues: [cue("c1", 3, "Good morning."), cue("c2", 40, 'They said "stop".')],
    chapters: [{ start: 0, end: 20, title: "Dawn" }],
  },
  { keyframes: 2, language: "en", isPart: true, brief: true, cues: [cue("c7", 14, "Hello.")] },
];

/** All that a prompt sends for them, each with a repair try of its first request. */
async function allRequests(prompt: PromptName | undefined) {
  const all = [];
  for (const question of QUESTIONS) {
    const { asked, requests } = await record(prompt, question, ["prose", ...REPLIES[prompt ?? "structured"]]);
    expect(asked?.parts).toHaveLength(2);
    all.push(...requests);
  }
  return all;
}

/** What each version sends. A new word makes another value here: raise the version with it. */
const SENT: Readonly<Record<string, string>> = {
  "summary-5": "d1b05dd36736d575",
  "five-keyframes-1": "9e90d1bd7133b33a",
  "five-acts-1": "59b7f282d59e1ade",
  "describe-first-1": "5380053692c73222",
  "few-fields-1": "ed7e46129c837654",
};

it.each(PROMPT_NAMES)("%s sends the bytes of its version", async (name) => {
  expect(fingerprint(await allRequests(name))).toBe(SENT[PROMPTS[name].version]);
});

it("is asked in the structured way where nothing else is said", async () => {
  expect(fingerprint(await allRequests(undefined))).toBe("d1b05dd36736d575");
});

it("has a version of its own for each", () => {
  const versions = PROMPT_NAMES.map((name) => PROMPTS[name].version);
  expect(versions).toEqual(Object.keys(SENT));
});
