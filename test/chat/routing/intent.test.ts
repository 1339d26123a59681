import { describe, expect, it } from "vitest";
import type { ActionEvent, MessageEvent } from "../../../src/chat/event.ts";
import { intentOf, intentOfAction } from "../../../src/chat/routing/intent.ts";

const ORIGIN = { id: "m1", thread: "slack:T1:C1:t1", author: "U1", locale: "en" } as const;
const VIDEO = { platform: "slack", id: "F1", name: "talk.mp4" } as const;

const message = (text: string, changes: Partial<MessageEvent> = {}): MessageEvent => ({
  ...ORIGIN,
  type: "message",
  text,
  mentioned: false,
  isDirect: false,
  attachments: [],
  links: [],
  ...changes,
});

const known = async () => true;
const unknown = async () => false;

async function asked(event: MessageEvent, isKnown = known) {
  const command = await intentOf(event, isKnown);
  return command && [command.command, command.options];
}

describe("a word in a thread whose video is known", () => {
  it.each([
    ["stop", "cancel", {}],
    ["Cancel!", "cancel", {}],
    ["cancel ab12-cd", "cancel", { job: "ab12-cd" }],
    ["停止", "cancel", {}],
    ["取消。", "cancel", {}],
    ["status", "status", {}],
    ["状态？", "status", {}],
    ["进度", "status", {}],
    ["retry", "retry", {}],
    ["Try again.", "retry", {}],
    ["重试", "retry", {}],
    ["forget", "forget", {}],
    ["Forget everything.", "forget", {}],
    ["忘记", "forget", {}],
    ["忘掉！", "forget", {}],
    ["details", "details", {}],
    ["transcript", "transcript", {}],
    ["字幕。", "transcript", {}],
    ["help", "help", {}],
    ["privacy", "privacy", {}],
    ["隐私。", "privacy", {}],
    ["Delete mine.", "privacy", { "delete-mine": true }],
    ["删除我的数据", "privacy", { "delete-mine": true }],
    ["settings", "settings", {}],
    ["设置", "settings", {}],
    ["Settings language de, sound off", "settings", { words: "language de, sound off" }],
    ["settings: keep 30 days", "settings", { words: "keep 30 days" }],
    ["设置 语言 zh，声音 关", "settings", { words: "语言 zh，声音 关" }],
    ["帮助", "help", {}],
    ["minutes", "as", { kind: "meeting" }],
    ["Minutes please.", "as", { kind: "meeting" }],
    ["as minutes", "as", { kind: "meeting" }],
    ["Please write the minutes of the meeting!", "as", { kind: "meeting" }],
    ["watch this as a lecture, please", "as", { kind: "lecture" }],
    ["as steps", "as", { kind: "screen" }],
    ["as camera footage", "as", { kind: "camera" }],
    ["请给我会议纪要。", "as", { kind: "meeting" }],
    ["作为课程", "as", { kind: "lecture" }],
    ["当作录屏吧", "as", { kind: "screen" }],
    ["frame 1:23", "frame", { at: "1:23" }],
    ["Show me 1:02:03.5", "frame", { at: "1:02:03.5" }],
    ["show the frame at  83 s", "frame", { at: "83 s" }],
    ["at 83 s", "frame", { at: "83 s" }],
    ["at 83 seconds", "frame", { at: "83 seconds" }],
    ["show me 1m23s please", "frame", { at: "1m23s" }],
    ["Show me the picture at 1 minute 23 seconds.", "frame", { at: "1 minute 23 seconds" }],
    ["show me 1 minute and 23 seconds", "frame", { at: "1 minute and 23 seconds" }],
    ["Please show me 1:23!", "frame", { at: "1:23" }],
    ["1:23", "frame", { at: "1:23" }],
    ["看1分23秒的画面", "frame", { at: "1分23秒" }],
    ["显示第83秒", "frame", { at: "第83秒" }],
    ["画面 1:23", "frame", { at: "1:23" }],
    ["画面1:23。", "frame", { at: "1:23" }],
  ])("%s is the command %s", async (text, command, options) => {
    expect(await asked(message(text))).toEqual([command, options]);
  });

  it.each([
    "stop the music at the end?",
    "What is the status of the door?",
    "help me find the cat",
    "settings are shown when?",
    "privacy of the people in it?",
    "设置在哪里出现？",
    "subtitles in which language?",
    "how many minutes is it?",
    "minutes or hours?",
    "give me the steps",
    "the meeting",
    "会议什么时候开始？",
    "at 83 s, who is there?",
    "frame 1:23 and 2:34",
    "show me the moment it falls",
    "show me 3 people",
    "at the end?",
    "at 1:23 who comes in?",
    "视频里有谁？",
  ])("is a question where more is said: %s", async (text) => {
    expect(await asked(message(text))).toEqual(["ask", { question: text }]);
  });
});

describe("talk in a place whose video is not known", () => {
  it.each(["Who comes in?", "stop", "frame 1:23", "help", ""])(
    "is none of its business: %j",
    async (text) => {
      expect(await asked(message(text), unknown)).toBeNull();
    },
  );

  it("is nobody's video either, as long as the bot is not addressed", async () => {
    expect(await asked(message("look", { attachments: [VIDEO] }), unknown)).toBeNull();
  });
});

describe.each([
  ["with a mention", { mentioned: true }],
  ["to the bot alone", { isDirect: true }],
])("a message %s", (_, addressed) => {
  it("that brings a video is a wish for a summary", async () => {
    expect(await asked(message("watch this", { ...addressed, attachments: [VIDEO] }), unknown)).toEqual([
      "summarize",
      {},
    ]);
    expect(await asked(message("", { ...addressed, links: ["https://x.example/v"] }), unknown)).toEqual([
      "summarize",
      {},
    ]);
  });

  it("that says a command is that command, also where no video is known", async () => {
    expect(await asked(message("frame 1:23", addressed), unknown)).toEqual(["frame", { at: "1:23" }]);
  });

  it("that asks where no video is known gets help", async () => {
    expect(await asked(message("Who comes in?", addressed), unknown)).toEqual(["help", {}]);
  });
});

it("takes words about another message's video for a question where it is known, but wants them", async () => {
  const borrowed = { mentioned: true, isBorrowed: true, attachments: [VIDEO] };
  expect(await asked(message("Who comes in?", borrowed))).toEqual(["ask", { question: "Who comes in?" }]);
  expect(await asked(message("", borrowed))).toEqual(["summarize", {}]);
  expect(await asked(message("Who comes in?", borrowed), unknown)).toEqual(["summarize", {}]);
});

it("hears a command, and no question, in a thread whose first job has yet to end", async () => {
  const atWork = async () => true;
  expect(await intentOf(message("stop"), unknown, atWork)).toMatchObject({ command: "cancel" });
  expect(await intentOf(message("Who comes in?"), unknown, atWork)).toBeNull();
});

it("is silent on an empty message in a known thread", async () => {
  expect(await asked(message("  "))).toBeNull();
});

it("carries on who asked, where and in which language", async () => {
  const event = await intentOf(
    message("Who?", { isAdmin: true, locale: "zh-CN", links: ["l"], spoilers: ["l"] }),
    known,
  );
  expect(event).toEqual({
    ...ORIGIN,
    locale: "zh-CN",
    isAdmin: true,
    type: "command",
    command: "ask",
    options: { question: "Who?" },
    attachments: [],
    links: ["l"],
    spoilers: ["l"],
  });
});

describe("an action", () => {
  const action = (name: string, value = "v"): ActionEvent => ({
    ...ORIGIN,
    type: "action",
    action: name,
    value,
    message: "ref",
  });

  it.each([
    ["stop", "cancel", { job: "v" }],
    ["retry", "retry", { job: "v" }],
    ["more", "more", { context: "v" }],
    ["details", "details", { context: "v" }],
    ["report", "report", { context: "v" }],
    ["transcript", "transcript", { context: "v" }],
    ["data", "report", { context: "v", data: true }],
    ["helpful", "rate", { about: "v", verdict: "good" }],
    ["rate", "rate", { about: "v" }],
    ["not-helpful", "rate", { about: "v" }],
  ])("%s is the command %s", (name, command, options) => {
    expect(intentOfAction(action(name))).toEqual({
      ...ORIGIN,
      type: "command",
      command,
      attachments: [],
      links: [],
      options: { ...options, message: "ref" },
    });
  });

  it("takes what was entered in a form, of actions that have one", () => {
    const answers = { choice: "wrong-time", text: "at 2:10" };
    expect(intentOfAction({ ...action("rate"), answers })?.options).toEqual({
      about: "v",
      verdict: "wrong-time",
      comment: "at 2:10",
      message: "ref",
    });
    expect(intentOfAction({ ...action("ask"), answers })?.options).toEqual({
      part: "v",
      question: "at 2:10",
      message: "ref",
    });
    expect(intentOfAction({ ...action("more"), answers })?.options).toEqual({ context: "v", message: "ref" });
  });

  it.each(["explode", "constructor", ""])("%j is nothing that anybody knows", (name) => {
    expect(intentOfAction(action(name))).toBeNull();
  });
});

it.each([
  ["blanks", `show x${" ".repeat(20_000)}y`],
  ["words", `show me ${"the picture at please ".repeat(1_000)}`],
])("takes no time worth the name for a message of nothing but %s", async (_, text) => {
  const before = process.threadCpuUsage().user;
  expect(await asked(message(text))).toEqual(["ask", { question: text.trim() }]);
  expect(process.threadCpuUsage().user - before).toBeLessThan(200_000);
});
