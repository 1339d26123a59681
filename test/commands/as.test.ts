import { expect, it } from "vitest";
import { tenantOf } from "../../src/chat/thread-id.ts";
import { contextKey, identityOf } from "../../src/store/contexts/video-context.ts";
import { contextOf } from "../store/samples.ts";
import { HERE, LINK, room, THERE } from "./room.ts";

type Room = Awaited<ReturnType<typeof room>>;

const TENANT = tenantOf(HERE);
const MINUTES = { options: { kind: "meeting" } };

const decided = (text: string, evidence = "67.0") =>
  JSON.stringify({ topics: [], decisions: [{ evidence: [evidence], text }], tasks: [], questions: [] });

/** What the thread holds of its video. */
async function held({ store }: Room, thread = HERE) {
  const grants = await store.threads.grants(TENANT);
  const mine = grants.filter((grant) => grant.thread === thread);
  return await Promise.all(mine.map((grant) => store.contexts.summary(TENANT, grant.contextKey)));
}

it("writes minutes over what the model was shown, and watches nothing again", async () => {
  const here = await room();
  await here.summarize();
  const { fetches } = here.state;
  here.state.replies.push(decided("The budget grows."));
  const [minutes] = await here.run("as", MINUTES);
  expect(minutes).toMatchObject({
    kind: "answer",
    title: "Minutes",
    text: "Decisions\n• 1:07 The budget grows.",
  });
  expect(minutes?.files?.map(({ name }) => name)).toEqual(["minutes.md"]);
  expect(here.asked).toHaveLength(1);
  expect(here.asked[0]).toContain("You watch.");
  expect([here.state.fetches, here.state.summaries.length]).toEqual([fetches, 1]);
  const [report] = await here.run("report");
  expect(report?.files?.[0]?.data.toString()).toContain("The budget grows.");
});

it("asks once for what was found before", async () => {
  const here = await room();
  await here.summarize();
  here.state.replies.push(decided("The budget grows."));
  await here.run("as", MINUTES);
  const [again] = await here.run("as", MINUTES);
  expect(again?.text).toContain("The budget grows.");
  expect(here.asked).toHaveLength(1);
});

it("leaves the video to be asked about, and forgets all of it", async () => {
  const here = await room();
  await here.summarize();
  here.state.replies.push(decided("The budget grows."));
  await here.run("as", MINUTES);
  expect((await here.ask("Who?"))[0]?.text).toBe("A rabbit.");
  const keys = (await here.store.threads.grants(TENANT)).map((grant) => grant.contextKey);
  expect(await held(here)).toHaveLength(2);
  expect((await here.run("forget"))[0]?.text).toMatch(/^Forgotten\. /);
  for (const key of keys) expect(await here.store.contexts.summary(TENANT, key)).toBeUndefined();
});

it("belongs to the thread that the video is of, where another only talks about it", async () => {
  const here = await room();
  await here.summarize();
  await here.store.latestVideos.link(THERE, HERE);
  here.state.replies.push(decided("The budget grows."));
  await here.run("as", { ...MINUTES, thread: THERE });
  expect(await held(here)).toHaveLength(2);
  await here.run("forget", { thread: THERE });
  await expect(here.ask("Who?", HERE)).rejects.toMatchObject({ code: "thread-unknown" });
});

it("shows the steps on a screen by the frames that the model was shown, where the file is not looked at", async () => {
  const here = await room();
  await here.summarize();
  const step = { frame: "67.0", text: "Opens the menu.", read: "Menu" };
  here.state.replies.push(JSON.stringify({ steps: [step], errors: [] }));
  const [steps] = await here.run("as", { options: { kind: "screen" } });
  expect(steps?.text).toBe("Steps\n1. 1:07 Opens the menu. “Menu”");
  expect(steps?.cards?.map(({ image }) => [image?.name, image?.data.toString()])).toEqual([
    ["step-01_01m07s.jpg", "picture at 67"],
  ]);
});

it("stays as it was where the program ends in the middle, and does it then", async () => {
  const here = await room();
  await here.summarize();
  here.state.dies = true;
  await expect(here.run("as", MINUTES)).rejects.toThrow("the power went");
  here.state.dies = false;
  expect((await here.ask("Who?"))[0]?.text).toBe("A rabbit.");
  here.state.replies.push(decided("The budget grows."));
  expect((await here.run("as", MINUTES))[0]?.text).toContain("The budget grows.");
});

it("says that the model gave no reply that holds, and asks again the next time", async () => {
  const here = await room();
  await here.summarize();
  here.state.replies.push("Minutes?", decided("Nothing was shown.", "99.9"));
  expect((await here.run("as", MINUTES))[0]?.text).toMatch(/^I couldn’t look for this everywhere/);
  here.state.replies.push(decided("The budget grows."));
  expect((await here.run("as", MINUTES))[0]?.text).toContain("The budget grows.");
});

it("watches the video again for a kind that looks at the picture, and where no model has seen it", async () => {
  const here = await room();
  here.state.hasModel = false;
  await here.summarize();
  here.state.hasModel = true;
  expect((await here.run("as", MINUTES))[0]?.kind).toBe("summary");
  expect((await here.run("as", { options: { kind: "general" } }))[0]?.kind).toBe("summary");
  expect((await here.run("as", { options: { kind: "film" } }))[0]?.kind).toBe("summary");
  const kinds = here.state.summaries.map(({ kind }) => kind);
  expect(kinds).toEqual([undefined, "meeting", "general", undefined]);
});

/** A video in two parts of ten minutes. */
async function long({ store }: Room) {
  const sample = { ...contextOf(), tenant: TENANT };
  const { findings: _, kind: __, activity: ___, ...summary } = sample.summary;
  const key = contextKey(identityOf(sample));
  const source = { kind: "link", url: LINK } as const;
  await store.threads.open(HERE, { contextKey: key, sha256: summary.video.sha256, source, requester: "ada" });
  const ranges = [0, 1].map((part) => ({ start: part * 600, end: (part + 1) * 600 }));
  const coverage = { ...summary.coverage, start: 0, end: 1_200 };
  for (const [part, range] of ranges.entries()) {
    const frames = sample.opening?.frames.slice(0, 1).map((frame) => ({
      ...{ ...frame, timestamp: range.start + 5, label: `${range.start + 5}.0` },
    }));
    const opening = sample.opening && { ...sample.opening, frames: frames ?? [] };
    const own = { ...summary, cues: [], coverage: { ...coverage, ...range } };
    await store.contexts.put({ ...sample, range, opening, summary: own, part });
  }
  const parts = ranges.map((range) => ({ ...range, title: "", overview: "", model: "seer", segments: 2 }));
  const whole = { ...summary, parts, coverage };
  await store.contexts.put({ ...sample, range: { start: 0, end: 1_200 }, opening: null, summary: whole });
}

it("writes those of a long video part by part, and goes on where the program ended", async () => {
  const here = await room();
  await long(here);
  here.state.replies.push(decided("The budget grows.", "5.0"));
  here.state.dies = "after the first";
  await expect(here.run("as", MINUTES)).rejects.toThrow("the power went");
  here.state.dies = false;
  here.state.replies.push(decided("The office moves.", "605.0"));
  const [minutes] = await here.run("as", MINUTES);
  expect(minutes?.text).toBe("Decisions\n• 0:05 The budget grows.\n• 10:05 The office moves.");
  expect(here.asked).toHaveLength(2);
  const [, whole] = await held(here);
  expect(whole?.summary.findings?.map(({ text }) => text)).toEqual([
    "The budget grows.",
    "The office moves.",
  ]);
  await here.run("forget");
  expect(await here.store.threads.get(HERE)).toBeUndefined();
});
