import { expect, it } from "vitest";
import { tenantOf } from "../../src/chat/thread-id.ts";
import { HERE, room } from "./room.ts";

const LINK = "https://www.youtube.com/watch?v=rabbit";
const PAGE = {
  title: "How rabbits wake up",
  chapters: [{ start: 0, end: 40, title: "Dawn" }],
  captions: [{ language: "en", vtt: "WEBVTT" }],
};

async function watched(page: typeof PAGE & { playlist?: { title: string; videos: number | null } } = PAGE) {
  const made = await room();
  made.web.set(LINK, "the talk");
  made.pages.set(LINK, page);
  const [summary] = await made.run("summarize", { links: [LINK] });
  return { ...made, summary };
}

it("hands the page's chapters on to the model, and its title to the thread", async () => {
  const { state, summary } = await watched();
  expect(state.summaries[0]?.chapters).toEqual(PAGE.chapters);
  expect(summary?.subject).toEqual({ title: PAGE.title, link: LINK });
});

it("keeps the captions with the video, and forgets them with it", async () => {
  const { store, run } = await watched();
  const key = (await store.threads.get(HERE))?.contextKey ?? "";
  expect((await store.contexts.get(tenantOf(HERE), key))?.page).toEqual(PAGE);
  await run("forget");
  expect(await store.contexts.get(tenantOf(HERE), key)).toBeUndefined();
});

it("says that a list's first video was watched, also where its summary was there already", async () => {
  const { summary, run } = await watched({ ...PAGE, playlist: { title: "Talks", videos: 12 } });
  const words =
    "The link is the list “Talks” of 12 videos, and this is its first video. For another one, send its own link.";
  expect(summary?.footer?.[0]).toBe(words);
  const [again] = await run("summarize", { links: [LINK] });
  expect(again?.footer?.[0]).toBe(words);
});

it("says nothing of lists and subjects for a plain file", async () => {
  const { summarize } = await room();
  const message = await summarize();
  expect(JSON.stringify(message)).not.toContain("list");
  expect(message).not.toHaveProperty("subject");
});

it("fetches a page once more as it did at first: with its sound, or without", async () => {
  const made = await room();
  made.web.set(LINK, "the talk");
  made.pages.set(LINK, PAGE);
  made.state.sound = "fetched";
  await made.run("summarize", { links: [LINK] });
  await made.run("frame", { options: { at: "0:10" } });
  made.state.sound = "left-out";
  await made.run("summarize", { links: [LINK] });
  await made.run("frame", { options: { at: "0:10" } });
  expect(made.state.words).toEqual(["if-heard", "sound", "if-heard", "none"]);
});

it("neither fetches nor keeps words where none are wanted", async () => {
  const { web, pages, run, state, store } = await room();
  web.set(LINK, "the talk");
  pages.set(LINK, PAGE);
  await run("summarize", { links: [LINK], options: { "no-sound": true } });
  expect(state.words).toEqual(["none"]);
  const key = (await store.threads.get(HERE))?.contextKey ?? "";
  expect((await store.contexts.get(tenantOf(HERE), key))?.page).toEqual({ ...PAGE, captions: [] });
});
