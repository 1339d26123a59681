import { expect, it } from "vitest";
import { PROMPTS } from "../../src/summary/prompts/prompts.ts";
import { HERE, room, THERE } from "./room.ts";

it("a video is summarized anew where another prompt asks, and what each made is kept", async () => {
  const { summarize, state } = await room();
  await summarize(HERE);
  state.prompt = PROMPTS["few-fields"];
  await summarize(THERE);
  expect(state.summaries).toHaveLength(2);
  await summarize(HERE);
  state.prompt = PROMPTS.structured;
  await summarize(THERE);
  expect(state.summaries).toHaveLength(2);
});
