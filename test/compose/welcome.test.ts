import { expect, it } from "vitest";
import { encodeThreadId } from "../../src/chat/thread-id.ts";
import { realWelcome } from "../support/real-welcome.ts";
import { temporaryStore } from "../support/temporary-store.ts";

const inChannel = (channel: string) =>
  encodeThreadId({ platform: "slack", tenant: "T1", channel, thread: "1.2" });
const added = { scope: "channel", platform: "slack", author: "U0ADA", locale: "en-GB" } as const;

it("says in a line each what the bot does, how to ask, what it keeps, and where to read on", async () => {
  const welcome = realWelcome(await temporaryStore());
  const [does, ask, keeps, more, ...rest] =
    (await welcome({ ...added, thread: inChannel("C1") }))?.split("\n") ?? [];
  expect(does).toMatch(/Give me a video/);
  expect(ask).toMatch(/^How to ask: mention me .* \/summarize/);
  expect(keeps).toBe(
    "What I keep: what I learn from a video for up to 7 days after its last use, and the video itself for one hour.",
  );
  expect(more).toMatch(/\/cuepoint privacy\. .* \/cuepoint settings/);
  expect(rest).toEqual([]);
});

it("says how long things are kept by the settings of the place, in its language", async () => {
  const store = await temporaryStore();
  const welcome = realWelcome(store);
  await store.places.change(inChannel("C1"), "server", () => ({ keepDays: 2, keepVideo: false }));
  const english = await welcome({ ...added, thread: inChannel("C1") });
  expect(english).toContain(
    "for up to 2 days after its last use, and the video itself until its summary is done.",
  );
  await store.places.change(inChannel("C2"), "channel", () => ({ language: "zh-CN" }));
  const chinese = await welcome({ ...added, platform: "discord", thread: inChannel("C2") });
  expect(chinese).toContain("最多保存 2 天");
  expect(chinese).toContain("总结视频");
  // More than the operator keeps is not promised.
  await store.places.change(inChannel("C3"), "server", () => ({ keepDays: 3000 }));
  expect(await welcome({ ...added, thread: inChannel("C3") })).toContain("up to 7 days");
});

it("is silent where the place lets only others use the bot, and is still to be said once that has changed", async () => {
  const store = await temporaryStore();
  const welcome = realWelcome(store);
  const thread = inChannel("C1");
  await store.places.change(thread, "server", () => ({ who: "admins" }));
  expect(await welcome({ ...added, thread })).toBeNull();
  expect(await welcome({ ...added, thread, isAdmin: true })).toContain("Hello");
  expect(await welcome({ ...added, thread, isAdmin: true })).toBeNull();
});
