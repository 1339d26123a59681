import { expect, it } from "vitest";
import type { Progress } from "../../src/chat/message.ts";
import { room } from "./room.ts";

const CLOSER = JSON.stringify({ found: false, closer: { start: "12.5", end: "67.0" } });

it("a question tells its steps where it takes long, a closer look among them, and none where it does not", async () => {
  const { summarize, run, state } = await room();
  await summarize();
  const told: Progress[] = [];
  const isLate = Promise.withResolvers<void>();
  const report = (progress: Progress) => {
    told.push(progress);
    isLate.resolve();
  };
  const question = { options: { question: "Who comes in?" }, report };
  await run("ask", question);
  expect(told).toEqual([]);
  state.replies.push(isLate.promise.then(() => CLOSER));
  const [answer] = await run("ask", question);
  expect(answer).toMatchObject({ kind: "answer", text: "A rabbit." });
  const steps = told.filter(({ step }) => step === "answer");
  expect(steps).toEqual([{ step: "answer" }, { step: "answer", range: "0:12 – 1:07" }]);
});
