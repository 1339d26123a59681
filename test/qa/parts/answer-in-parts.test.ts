import { expect, it } from "vitest";
import { catalogueFor } from "../../../src/chat/locales/locales.ts";
import type { FrozenContext, Turn } from "../../../src/qa/context.ts";
import { answerInParts } from "../../../src/qa/parts/answer-in-parts.ts";
import { notFoundInParts, partNotes } from "../../../src/qa/parts/render-parts.ts";
import { numberCues } from "../../../src/sound/transcript.ts";
import type { VisionModel } from "../../../src/vision/model.ts";
import { createFakeLogger } from "../../fakes/logger.ts";
import { NO_SOUND } from "../../fixtures/summary.ts";
import { longVideo } from "./long-video.ts";

const never = new AbortController().signal;
const NOTHING = '{"found": false, "closer": null}';
const picture = { width: 64, height: 36, jpeg: Buffer.from("picture") };

/** Each part has the frames at its two ends. */
function frozen(number: number): FrozenContext {
  const range = { start: number * 600, end: (number + 1) * 600 };
  const frames = [range.start, range.end].map((timestamp) => ({
    ...{ ...picture, timestamp },
    label: `${timestamp}.0`,
  }));
  return {
    opening: { system: "You watch.", question: `What happens in ${number}?`, reply: "{}", frames, cues: [] },
    coverage: { ...range, frames: 2, largestGap: 600, sound: NO_SOUND },
    ...{ transcript: [], duration: 3_000, routingKey: `key.${number}`, scope: `part ${number}` },
    within: range,
  };
}

/** Asks with a model that says these replies, one after the other; the parts in `unseen` have no frames. */
async function ask(
  text: string,
  replies: string[],
  unseen: readonly number[] = [],
  video = longVideo(),
  { turns = [], contextTokens = 32_768 }: { turns?: readonly Turn[]; contextTokens?: number } = {},
) {
  const asked: { readonly key: string; readonly prompt: string }[] = [];
  const model: VisionModel = {
    name: "seer",
    limits: { contextTokens, maxImages: 128 },
    async *reply({ messages, cacheKey }) {
      asked.push({ key: cacheKey, prompt: JSON.stringify(messages) });
      yield { type: "text", text: replies.shift() ?? NOTHING };
      yield { type: "end", finishReason: "stop", usage: null };
    },
  };
  const deps = {
    ...{ model, logger: createFakeLogger(), original: async () => null, near: async () => null },
    part: async (number: number) => (unseen.includes(number) ? null : frozen(number)),
    watch: async () => null,
    still: async (position: number) => ({ ...picture, timestamp: position * 300 }),
  };
  const question = { text, language: "en", video, turns, routingKey: "key", scope: "whole" };
  const answer = await answerInParts(deps, question, never);
  const catalogue = catalogueFor("en");
  const { parts } = video.summary;
  const told = { notes: partNotes(answer, parts, catalogue), not: notFoundInParts(answer, parts, catalogue) };
  return { answer, asked, ...told };
}

const found = (label: string, answer: string) => JSON.stringify({ found: true, moments: [label], answer });

it("asks the second part only where the first one does not tell", async () => {
  const question = "What does the speaker of the meeting wear?";
  const first = await ask(question, [found("0.0", "A hat."), found("2400.0", "A coat.")]);
  expect(first.asked.map(({ key }) => key)).toEqual(["key.0"]);
  expect(first.answer).toMatchObject({ text: "A hat.", looked: [0], turn: { scope: "part 0" } });
  expect(first.notes).toEqual(["I looked at part 1 of 5 (0:00 – 10:00)."]);

  const second = await ask(question, [NOTHING, found("2400.0", "A coat.")]);
  expect(second.asked.map(({ key }) => key)).toEqual(["key.0", "key.4"]);
  expect(second.answer).toMatchObject({ text: "A coat.", looked: [0, 4], turn: { scope: "part 4" } });
  expect(second.notes).toEqual(["I looked at parts 1 (0:00 – 10:00) and 5 (40:00 – 50:00) of 5."]);

  const none = await ask(question, [NOTHING, NOTHING]);
  expect(none.answer.text).toBe("");
  expect(none.not).toMatch(/^I can’t see that in the frames I looked at\. .*0:00–10:00.*40:00–50:00/);
});

it("asks both where a stretch lies in both, and keeps of the two answers their text", async () => {
  const replies = [found("0.0", "They greet."), found("600.0", "They sit down.")];
  const { answer, asked } = await ask("Who comes between 9:00 and 11:00?", replies);
  expect(asked).toHaveLength(2);
  expect(answer.text).toBe("They greet.\nThey sit down.");
  expect(answer.moments.map(({ label }) => label)).toEqual(["0.0", "600.0"]);
  expect(JSON.parse(answer.turn.reply)).toEqual({
    ...{ found: true, answer: [{ moments: [], says: "They greet. They sit down." }] },
  });
  expect(answer.sentences.map(({ text, moments }) => [text, moments.map(({ label }) => label)])).toEqual([
    ["They greet.", ["0.0"]],
    ["They sit down.", ["600.0"]],
  ]);
});

it("shows a frame once that two parts have shown, and says once what both say", async () => {
  const replies = [found("600.0", "They sit down."), found("600.0", "They sit down.")];
  const { answer } = await ask("Who comes between 9:00 and 11:00?", replies);
  expect(answer.text).toBe("They sit down.");
  expect(answer.moments.map(({ timestamp }) => timestamp)).toEqual([600]);
});

it("shows the stills of both parts below a sentence that both say", async () => {
  const replies = [found("0.0", "They sit down."), found("600.0", "They sit down.")];
  const { answer } = await ask("Who comes between 9:00 and 11:00?", replies);
  expect(answer.sentences.map(({ text, moments }) => [text, moments.map(({ label }) => label)])).toEqual([
    ["They sit down.", ["0.0", "600.0"]],
  ]);
});

it("says of a part that no model has seen that nothing is known of it", async () => {
  const { answer, asked, not, notes } = await ask("Who comes at 12:00?", [], [1]);
  expect(asked).toEqual([]);
  expect(answer.text).toBe("");
  expect(not).toBe("No model has described part 2 (10:00 – 20:00), so I don’t know what happens there.");
  expect(notes).toEqual([]);
});

it("leaves out of the texts what no model has described, and says so", async () => {
  const video = longVideo();
  const segments = video.summary.segments.map((one) => (one.start === 1_200 ? { ...one, label: null } : one));
  const parts = video.summary.parts.map((one, i) => (i === 2 ? { ...one, model: null } : one));
  const storyboard = { ...video, summary: { ...video.summary, segments, parts } };
  const reply = '{"found": true, "segments": ["s4", "s1"], "answer": "Twice."}';
  const { answer, asked, notes } = await ask("How often does a robot fall?", [reply], [], storyboard);
  expect(asked[0]?.prompt).not.toContain("[s5]");
  expect(answer).toMatchObject({ text: "Twice.", from: "texts", looked: [] });
  expect(answer.moments.map(({ timestamp }) => timestamp)).toEqual([0, 900]);
  expect(notes).toEqual([
    "This is from the descriptions of the video’s 5 parts. Name a time, a part or a chapter to have me look there.",
    "No model has described part 3 (20:00 – 30:00), so I don’t know what happens there.",
  ]);
});

it("asks no model about words where none were heard in the whole video", async () => {
  const { answer, asked } = await ask("What does she say about the budget?", []);
  expect(asked).toEqual([]);
  expect(answer).toMatchObject({ text: "", about: "surely" });
});

it("sends the lines with a question's words beside the texts, and quotes them by id", async () => {
  const cues = numberCues([
    { start: 100, end: 104, text: "Welcome, everyone." },
    { start: 700, end: 704, text: "The robot costs a lot." },
    { start: 2_500, end: 2_504, text: "We sell the robot." },
  ]);
  const first = { segments: ["s6"], quotes: ["c2", "c1"], says: "Once in the middle." };
  const reply = JSON.stringify({
    found: true,
    answer: [first, { segments: ["s9", "s6"], quotes: ["c3"], says: "Once in the end." }],
  });
  const { answer, asked } = await ask("How often is the robot mentioned?", [reply], [], longVideo({}, cues));
  expect(asked[0]?.prompt).toContain('[c3] \\"We sell the robot.\\"');
  expect(asked[0]?.prompt).not.toContain("Welcome, everyone");
  expect(answer.text).toBe("Once in the middle. Once in the end.");
  expect(answer.quotes.map(({ id }) => id)).toEqual(["c2", "c3"]);
  const shown = answer.sentences.map(({ moments, quotes }) => [moments, quotes].map((all) => all.length));
  expect(shown).toEqual([
    [1, 1],
    [1, 1],
  ]);
});

it("leaves out the conversation, then the descriptions, where they have no room", async () => {
  const reply = '{"found": true, "segments": ["s4"], "answer": "Once."}';
  const turns = [{ question: "Who?", asked: "Who? ".repeat(2_000), reply: "{}", scope: "whole" }];
  const told = "A robot of steel falls down the stairs. ".repeat(10).trim();
  const video = longVideo();
  const segments = video.summary.segments.map((one) => ({ ...one, description: told }));
  const long = { ...video, summary: { ...video.summary, segments } };
  const prompts = async (contextTokens: number) => {
    const { asked, answer } = await ask("How often does it fall?", [reply], [], long, {
      turns,
      contextTokens,
    });
    return [asked[0]?.prompt.includes("Who? Who?"), asked[0]?.prompt.includes(told), answer.droppedTurns];
  };
  expect(await prompts(32_768)).toEqual([true, true, 0]);
  expect(await prompts(4_000)).toEqual([false, true, 1]);
  expect(await prompts(1_500)).toEqual([false, false, 1]);
  expect(await prompts(300)).toEqual([undefined, undefined, 0]);
});
