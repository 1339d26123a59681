import { expect, it } from "vitest";
import { turnWithin } from "../../src/qa/conversation.ts";

const turn = (answer: string, scope?: string) => ({
  ...{ question: "Who?", asked: 'A person asks about the video: "Who?"', ...(scope && { scope }) },
  reply: JSON.stringify({ found: true, moments: ["12.5"], quotes: ["c3"], answer }),
});

it("what was said of the same part stays word for word", () => {
  expect(turnWithin(turn("A rabbit.", "part 2"), "part 2")).toEqual(turn("A rabbit.", "part 2"));
  expect(turnWithin(turn("A rabbit."), undefined)).toEqual(turn("A rabbit."));
});

it("of another part the text stays, without a label, an id or a time", () => {
  for (const scope of ["part 3", undefined]) {
    const { asked, reply } = turnWithin(turn("A rabbit. It comes at <12.5 seconds>.", "part 2"), scope);
    expect(asked).toBe('A person asks about the video: "Who?"');
    expect(JSON.parse(reply)).toEqual({ found: true, answer: [{ moments: [], says: "A rabbit." }] });
  }
});

it("of another part the sentences stay as one", () => {
  const answer = ["A rabbit.", "It eats."].map((says) => ({ moments: ["12.5"], says }));
  const reply = JSON.stringify({ found: true, answer });
  expect(JSON.parse(turnWithin({ ...turn("", "part 2"), reply }, "part 3").reply)).toEqual({
    ...{ found: true, answer: [{ moments: [], says: "A rabbit. It eats." }] },
  });
});

it("what found nothing there finds nothing here", () => {
  const nothing = { ...turn("", "part 2"), reply: '{"found": false, "look": "s3"}' };
  expect(JSON.parse(turnWithin(nothing, "part 3").reply)).toEqual({ found: false, closer: null });
  expect(JSON.parse(turnWithin({ ...nothing, reply: "Well…" }, "part 3").reply).found).toBe(false);
});
