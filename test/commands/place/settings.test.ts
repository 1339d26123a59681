import { expect, it } from "vitest";
import { createSettings } from "../../../commands/place/settings.ts";
import type { CommandEvent } from "../../../src/chat/event.ts";
import { encodeThreadId } from "../../../src/chat/thread-id.ts";
import { createFakeThread } from "../../fakes/thread.ts";
import { temporaryStore } from "../../support/temporary-store.ts";
import { contextOf } from "../context.ts";
import { HERE, LINK, room } from "../room.ts";
import { KEEPS } from "./place-commands.ts";

const thread = encodeThreadId({ platform: "discord", tenant: "1", channel: "2", thread: "3" });

async function place() {
  const store = await temporaryStore();
  const settings = createSettings({ store, keeps: KEEPS, mayListen: async () => true });
  return {
    store,
    /** What the person is told. */
    async say(
      options: CommandEvent["options"],
      more: Partial<CommandEvent> = { isAdmin: true },
    ): Promise<string> {
      const told = createFakeThread();
      const event: CommandEvent = {
        ...{ type: "command", id: "1", command: "settings", thread, author: "7", locale: "en" },
        ...{ attachments: [], links: [], options },
        ...more,
      };
      await settings.run(contextOf(event, told));
      return told.told.map(({ message }) => message.text).join("\n");
    },
  };
}

it("shows everyone what holds and where it comes from, and administrators how to change it", async () => {
  const { say, store } = await place();
  await store.places.change(thread, "server", () => ({ language: "de", keepDays: 3 }));
  await store.places.change(thread, "channel", () => ({ detail: "full", sound: false }));
  const list = [
    "Settings of this channel:",
    "Language: de (set for the whole server)",
    "Detail: full",
    "Kind of video: automatic (default)",
    "Sound: off",
    "Who may use me: everyone (default)",
    "Keep the video for a closer look: on (default)",
    "Kept for: 3 days after its last use (set for the whole server)",
  ];
  expect(await say({}, {})).toBe([...list, "Admins can change them."].join("\n"));
  expect(await say({})).toContain("/cuepoint settings");
});

it.each([
  [
    "options",
    { language: "DE", detail: "full", kind: "meeting", sound: "off", "keep-days": 5, "keep-video": "off" },
  ],
  ["English words", { words: "language de, detail FULL; kind meeting, sound off, video off, keep 5 days" }],
  ["Chinese words", { words: "语言 de，详细 详尽，类型 会议，声音 关，视频 关，保存 5 天数" }],
] as const)("takes %s", async (_, options) => {
  const { say, store } = await place();
  expect(await say(options)).toContain("Saved.");
  const expected = {
    language: "de",
    detail: "full",
    kind: "meeting",
    sound: false,
    keepDays: 5,
    keepVideo: false,
  };
  expect(await store.places.own(thread, "channel")).toEqual(expected);
  await say({
    words: "language default, detail default, kind default, sound default, video default, keep default",
  });
  expect(await store.places.own(thread, "channel")).toEqual({});
});

it.each([
  ["<@&123456789012345678> <@!223456789012345678>", ["123456789012345678", "223456789012345678"]],
  ["<@U0123ABCD|ada>, @U0987ZYXW", ["U0123ABCD", "U0987ZYXW"]],
  ["Admins", "admins"],
] as const)("takes who may use it as %s", async (who, expected) => {
  const { say, store } = await place();
  await say({ who });
  expect(await store.places.own(thread, "channel")).toEqual({ who: expected });
  expect(await store.places.own(thread, "server")).toEqual({});
});

it.each([
  [
    "a person without rights",
    { language: "de" },
    {},
    "Only an admin of this channel can change its settings.",
  ],
  [
    "an administrator of one channel for all",
    { sound: "off", scope: "server" },
    { isAdmin: true },
    "Only an admin of the whole server can change its settings.",
  ],
  [
    "a person in a direct message for all",
    { sound: "off", scope: "server" },
    { isDirect: true },
    "This can only be set in a channel that I am a member of, not in a direct message.",
  ],
  [
    "a person in a direct message about access",
    { who: "everyone" },
    { isDirect: true },
    "This can only be set in a channel that I am a member of, not in a direct message.",
  ],
] as const)("takes nothing from %s", async (_, options, rights, sentence) => {
  const { say, store } = await place();
  expect(await say(options, rights)).toBe(sentence);
  expect(await store.places.of(thread)).toEqual({});
});

it("lets a person alone with it set what is theirs, but not listen where the workspace does not", async () => {
  const { say, store } = await place();
  const set = { sound: false, keepVideo: false, keepDays: 2 };
  await store.places.change(thread, "server", () => set);
  await say({ language: "fr", sound: "on", "keep-video": "on", "keep-days": 7 }, { isDirect: true });
  expect(await store.places.of(thread)).toEqual({ ...set, language: "fr" });
});

it.each([
  [{ language: "not a language" }, { what: "bad-language" }],
  [{ detail: "huge" }, { what: "not-a-choice", option: "detail" }],
  [{ words: "kind opera" }, { what: "not-a-choice", option: "kind" }],
  [{ who: "moderators" }, { what: "not-a-choice", option: "who" }],
  [{ who: "everyone, <@123456789012345678>" }, { what: "not-a-choice", option: "who" }],
  [{ "keep-days": 8 }, { what: "not-a-number", max: 7 }],
  [{ words: "keep soon" }, { what: "not-a-number", max: 7 }],
  [{ words: "language de colour red" }, { what: "unknown-option", option: "colour" }],
  [{ words: "sound" }, { what: "missing-value", option: "sound" }],
] as const)("says what is wrong with %j, and changes nothing", async (options, details) => {
  const { say, store } = await place();
  await expect(say(options)).rejects.toMatchObject({ code: "usage", details });
  expect(await store.places.of(thread)).toEqual({});
});

it("holds also where a question brings its video along", async () => {
  const { store, state, run } = await room();
  await store.places.change(HERE, "server", () => ({ language: "de", detail: "full", kind: "lecture" }));
  await run("ask", { options: { question: "Who?" }, links: [LINK] });
  expect(state.summaries).toMatchObject([{ language: "de", detail: "full", kind: "lecture" }]);
});

it("gives a job of the place what is set there, read when it starts; what the person asks for comes first", async () => {
  const { store, state, run } = await room();
  await store.places.change(HERE, "channel", () => ({ language: "de", detail: "full", kind: "meeting" }));
  await run("summarize", { links: [LINK] });
  await store.places.change(HERE, "channel", () => ({ language: "fr" }));
  await run("summarize", { links: [LINK], options: { language: "es", detail: "brief", for: "general" } });
  await run("summarize", { links: [LINK] });
  expect(state.summaries).toMatchObject([
    { language: "de", detail: "full", kind: "meeting" },
    { language: "es", detail: "brief" },
    { language: "fr" },
  ]);
  expect(state.summaries[2]).not.toHaveProperty("detail");
});
