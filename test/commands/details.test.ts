import { expect, it } from "vitest";
import { summary } from "../fixtures/summary.ts";
import { LINK, room } from "./room.ts";

it("details show every keyframe of the thread's summary with its times as links, and nothing once it is forgotten", async () => {
  const { summarize, run } = await room();
  await summarize();
  const [details] = await run("details");
  const { segments } = summary();
  expect(details?.cards?.map(({ title }) => title)).toEqual(segments.map(({ theme }) => theme));
  expect(details?.cards?.map(({ image }) => image?.data)).toEqual(segments.map(({ still }) => still.jpeg));
  expect(details?.times?.map(({ url }) => url).join(" ")).toContain(LINK);
  await run("forget");
  await expect(run("details")).rejects.toMatchObject({ code: "thread-unknown" });
});

it("a place that shows first screens has one of each summary, but where everything was asked for", async () => {
  const { run } = await room();
  const [brief] = await run("summarize", { links: [LINK], isBrief: true });
  expect(brief?.brief?.cards.map(({ actions }) => actions?.map(({ id }) => id))).toContainEqual([
    "ask",
    "clip",
  ]);
  expect(brief?.actions?.[0]?.id).toBe("details");
  for (const given of [{ isBrief: true, options: { detail: "full" } }, {}] as const) {
    const [whole] = await run("summarize", { links: [LINK], ...given });
    expect(whole).not.toHaveProperty("brief");
    expect(whole?.actions?.map(({ id }) => id)).not.toContain("details");
  }
});
