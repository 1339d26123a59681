import { expect, it } from "vitest";
import { encodeThreadId, type ThreadId } from "../../src/chat/thread-id.ts";
import { createLinkLatestVideo } from "../../src/compose/thread-events.ts";
import { linked } from "../store/samples.ts";
import { temporaryStore } from "../support/temporary-store.ts";

const direct = (thread: string): ThreadId =>
  encodeThreadId({ platform: "slack", tenant: "T1", channel: "D1", thread });
const OLD = direct("old");
const AT_WORK = direct("at-work");
const QUESTION = { thread: direct("question") };

async function prepared(atWork: ThreadId | null = null) {
  const store = await temporaryStore(() => Date.UTC(2026, 0, 1));
  return { store, linkLatestVideo: createLinkLatestVideo(store, { newestAtWork: async () => atWork }) };
}

it("lets a thread be about the video that was shown last", async () => {
  const { store, linkLatestVideo } = await prepared();
  await store.threads.open(OLD, linked);
  expect(await linkLatestVideo(QUESTION)).toBe(true);
  expect(await store.threads.homeOf(QUESTION.thread)).toBe(OLD);
});

it("has nothing to offer where no video is known", async () => {
  const { store, linkLatestVideo } = await prepared();
  expect(await linkLatestVideo(QUESTION)).toBe(false);
  expect(await store.threads.homeOf(QUESTION.thread)).toBe(QUESTION.thread);
});

it("lets nothing be answered from an older video while a newer one is being watched", async () => {
  const { store, linkLatestVideo } = await prepared(AT_WORK);
  await store.threads.open(OLD, linked);
  expect(await linkLatestVideo(QUESTION)).toBe(false);
  // Once it has been watched, the thread is about that one.
  await store.threads.open(AT_WORK, { ...linked, contextKey: "newer" });
  expect(await store.threads.get(QUESTION.thread)).toMatchObject({ contextKey: "newer" });
});
