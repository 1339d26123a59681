import { describe, expect, it } from "vitest";
import { tenantOf } from "../../src/chat/thread-id.ts";
import { summary } from "../fixtures/summary.ts";
import { ELSEWHERE, HERE, LINK, room, THERE } from "./room.ts";

describe("frame", () => {
  it("shows the frame that is on screen, under its own time", async () => {
    const { summarize, run } = await room();
    await summarize();
    const [shown] = await run("frame", { options: { at: "1:23.3" } });
    expect(shown).toMatchObject({ kind: "answer", text: "The frame at 1:23.2" });
    const image = shown?.cards?.[0]?.image;
    expect(image?.name).toBe("moment-1.23.250.jpg");
    expect(image?.data.toString()).toBe("picture at 83.25");
    expect(image?.alt).toMatch(/^The frame at 1:23\.2: from the part “.+”\.$/);
  });

  it.each(["at 83 s", "83 seconds", "1 min 23 s", "1：23", "1分23秒"])("understands %s", async (at) => {
    const { summarize, run } = await room();
    await summarize();
    expect((await run("frame", { options: { at } }))[0]?.text).toBe("The frame at 1:23.0");
  });

  it("needs no model, and no summary where the video comes along", async () => {
    const { run, state } = await room();
    state.hasModel = false;
    const [shown] = await run("frame", { options: { at: "5" }, links: [LINK] });
    expect(shown?.cards).toHaveLength(1);
    expect(state.summaries).toEqual([]);
  });

  it.each([
    ["soon", "usage"],
    ["", "usage"],
    ["3:00", "range-outside"],
  ])("refuses %j", async (at, code) => {
    const { summarize, run } = await room();
    await summarize();
    await expect(run("frame", { options: { at } })).rejects.toMatchObject({ code });
  });

  it("says that the original is gone, or has become another video", async () => {
    const { summarize, run, web } = await room();
    await summarize();
    web.set(LINK, "something else");
    await expect(run("frame", { options: { at: "5" } })).rejects.toMatchObject({ code: "original-gone" });
    web.delete(LINK);
    await expect(run("frame", { options: { at: "5" } })).rejects.toMatchObject({ code: "original-gone" });
  });

  it("knows nothing of a thread without a video", async () => {
    const { run } = await room();
    await expect(run("frame", { options: { at: "5" } })).rejects.toMatchObject({ code: "thread-unknown" });
  });
});

describe("forget", () => {
  it("deletes what the thread knew, once", async () => {
    const { summarize, ask, run, store, state } = await room();
    await summarize();
    await ask("Who?");
    expect((await run("forget"))[0]?.text).toMatch(/^Forgotten\. /);
    expect(await store.threads.get(HERE)).toBeUndefined();
    await expect(ask("Who?")).rejects.toMatchObject({ code: "thread-unknown" });
    expect((await run("forget"))[0]?.text).toBe("There is nothing here to forget.");
    // Nothing was left to answer the same file from.
    await summarize();
    expect(state.summaries).toHaveLength(2);
  });

  it("first stops what is under way in the thread, which would bring it back", async () => {
    const { summarize, run, stopped } = await room();
    await summarize();
    await run("forget");
    expect(stopped).toEqual([[HERE, true]]);
  });

  it("deletes the video that the thread only talks about, and stops what is under way wherever it is talked about", async () => {
    const { summarize, ask, run, store, stopped } = await room();
    await summarize();
    await store.latestVideos.link(THERE, HERE);
    expect((await ask("Who?", THERE))[0]?.text).toBe("A rabbit.");
    expect((await run("forget", { thread: THERE }))[0]?.text).toMatch(/^Forgotten\. /);
    expect(stopped.map(([thread]) => thread)).toEqual([HERE, THERE]);
    for (const thread of [HERE, THERE]) {
      await expect(ask("Who?", thread)).rejects.toMatchObject({ code: "thread-unknown" });
    }
    expect((await run("forget", { thread: THERE }))[0]?.text).toBe("There is nothing here to forget.");
  });

  it("leaves other threads and tenants what they hold", async () => {
    const { summarize, ask, run } = await room();
    for (const thread of [HERE, THERE, ELSEWHERE]) await summarize(thread);
    expect((await run("forget"))[0]?.text).toContain("Another thread here also uses this video");
    for (const thread of [THERE, ELSEWHERE]) expect((await ask("Who?", thread))[0]?.text).toBe("A rabbit.");
  });
});

describe("more", () => {
  it("watches the same video again with three more keyframes, ten at most", async () => {
    const { summarize, run, state } = await room();
    await summarize();
    const [more] = await run("more");
    expect(more?.kind).toBe("summary");
    expect(state.summaries.map(({ keyframes }) => keyframes)).toEqual([undefined, 6]);
  });

  it("knows nothing of a thread without a video", async () => {
    const { run } = await room();
    await expect(run("more")).rejects.toMatchObject({ code: "thread-unknown" });
  });
});

describe("report", () => {
  it("posts the page of the thread's summary, and nothing else", async () => {
    const { summarize, run } = await room();
    await summarize();
    const [report] = await run("report");
    expect(report?.files?.map(({ name }) => name)).toEqual(["report.html"]);
    expect(report?.files?.[0]?.data.toString()).toContain("A grey rabbit stretches");
  });

  it("posts the summary as programs read it, where that is asked for", async () => {
    const { summarize, run } = await room();
    await summarize();
    const [data] = await run("report", { options: { data: true } });
    expect(data?.files?.map(({ name }) => name)).toEqual(["summary.json"]);
  });

  it("knows nothing of a thread without a video", async () => {
    const { run } = await room();
    await expect(run("report")).rejects.toMatchObject({ code: "thread-unknown" });
  });
});

it("help tells every word that the bot understands", async () => {
  const { run } = await room();
  const [help] = await run("help");
  for (const word of ["frame 1:23", "status", "stop", "forget"]) expect(help?.text).toContain(word);
});

it.each(["transcript", "report", "more"])(
  "says to %s that a long video is not watched to its end, while it is not",
  async (command) => {
    const { summarize, run, store } = await room();
    await summarize();
    const record = await store.threads.get(HERE);
    const whole = record && (await store.contexts.get(tenantOf(HERE), record.contextKey));
    if (!whole) return expect.unreachable();
    await store.contexts.delete(tenantOf(HERE), whole.key);
    const { promptVersion, video } = whole.summary;
    await store.contexts.put({ ...whole, summary: { ...summary(), promptVersion, video }, part: 0 });
    await expect(run(command)).rejects.toMatchObject({ code: "video-unfinished" });
  },
);
