import { expect, it } from "vitest";
import { summary } from "../fixtures/summary.ts";
import { LINK, room } from "./room.ts";

it("a button is about the summary that it stands under, also when a later one of the same video stands in the thread", async () => {
  const { summarize, run, state } = await room();
  const [first] = await summarize();
  const context = first?.actions?.find(({ id }) => id === "data")?.value ?? "";
  state.hasModel = false;
  await run("more");
  const titles = async (options: { context?: string }) =>
    (await run("details", { options }))[0]?.cards?.map(({ title }) => title);
  const { segments, title } = summary();
  expect(await titles({ context })).toEqual(segments.map(({ theme }) => theme));
  expect(await titles({})).toContain("Keyframe 1 of 3");
  const [report] = await run("report", { options: { context } });
  expect(report?.text).toBe(title);
});

it.each(["details", "report", "transcript"])(
  "a button for %s shows nothing of another video",
  async (command) => {
    const { summarize, run, web } = await room();
    const [first] = await summarize();
    const context = first?.actions?.find(({ id }) => id === "data")?.value ?? "";
    web.set(LINK, "another talk");
    await summarize();
    const said = await run(command, { options: { context } });
    expect(said).toEqual([{ kind: "notice", text: expect.stringContaining("another video") }]);
  },
);
