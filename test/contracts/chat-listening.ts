import { expect, it } from "vitest";
import type { ChatEvent, MessageEvent } from "../../src/chat/event.ts";
import { parseThreadId } from "../../src/chat/thread-id.ts";
import type { ChatHarness, People, Saying } from "./chat-harness.ts";

const VIDEO = { name: "holiday.mp4", data: Buffer.from("not really a film") };

interface Listening extends AsyncDisposable {
  readonly chat: ChatHarness;
  readonly people: People;
}

/** What an adapter makes of the people who write to it. */
export function describeListening(setup: () => Promise<ChatHarness>): void {
  const listen = async (): Promise<Listening> => {
    const chat = await setup();
    await chat.adapter.start([], chat.dispatch);
    return { chat, people: chat.people, [Symbol.asyncDispose]: () => chat[Symbol.asyncDispose]() };
  };

  describeMessages(listen);
  describeTrouble(listen);
}

function describeMessages(listen: () => Promise<Listening>): void {
  it("turns a mention with a video into one message event that is plain JSON", async () => {
    await using heard = await listen();
    const id = await heard.people.say({ text: "what happens here?", mention: true, attachment: VIDEO });
    const event = onlyMessage(await heard.people.events());
    expect(event).toMatchObject({ id, text: "what happens here?", mentioned: true, isDirect: false });
    expect(event.attachments).toMatchObject([{ platform: heard.chat.adapter.platform, name: VIDEO.name }]);
    expect(event.author).not.toBe("");
    expect(() => new Intl.Locale(event.locale)).not.toThrow();
    expect(JSON.parse(JSON.stringify(event))).toEqual(event);
  });

  it("names the thread that the answer is then read in", async () => {
    await using heard = await listen();
    await heard.people.say({ text: "what happens here?", mention: true, attachment: VIDEO });
    const { thread } = onlyMessage(await heard.people.events());
    expect(parseThreadId(thread).platform).toBe(heard.chat.adapter.platform);
    await heard.chat.adapter.thread(thread).post({ kind: "answer", text: "A rabbit wakes." });
    const [answer] = await heard.chat.read(thread);
    expect(answer?.text).toContain("A rabbit wakes.");
  });

  it("hears what is said in a thread without a mention, with the same thread id", async () => {
    await using heard = await listen();
    await heard.people.say({ text: "look", mention: true, attachment: VIDEO });
    const { thread } = onlyMessage(await heard.people.events());
    await heard.people.say({ text: "and who throws the apple?", thread });
    const [, followUp] = await heard.people.events();
    expect(followUp).toMatchObject({
      type: "message",
      thread,
      text: "and who throws the apple?",
      mentioned: false,
    });
  });

  it("takes a direct message without a mention", async () => {
    await using heard = await listen();
    await heard.people.say({ text: "what is this?", direct: true, attachment: VIDEO });
    const event = onlyMessage(await heard.people.events());
    expect(event).toMatchObject({ text: "what is this?", isDirect: true });
    expect(event.attachments).toHaveLength(1);
  });

  it("hands links over as they were written", async () => {
    await using heard = await listen();
    const link = "https://video.example/watch?v=1&t=2";
    await heard.people.say({ text: `please ${link}`, mention: true });
    expect(onlyMessage(await heard.people.events()).links).toEqual([link]);
  });
}

function describeTrouble(listen: () => Promise<Listening>): void {
  it("dispatches a message once, however often it is delivered", async () => {
    await using heard = await listen();
    const id = await heard.people.say({ text: "once", mention: true, attachment: VIDEO });
    for (let time = 0; time < 3; time += 1) await heard.people.redeliver(id);
    expect(onlyMessage(await heard.people.events()).id).toBe(id);
  });

  it.each([
    ["its own messages", { text: "I said this", as: "us", mention: true, attachment: VIDEO }],
    ["other bots", { text: "beep", as: "bot", mention: true, attachment: VIDEO }],
  ] satisfies [string, Saying][])("does not listen to %s", async (_who, saying) => {
    await using heard = await listen();
    await heard.people.say(saying);
    await heard.people.say({ text: "a person", mention: true });
    expect(onlyMessage(await heard.people.events()).text).toBe("a person");
  });

  it("tells that a message was deleted, by the id it came with", async () => {
    await using heard = await listen();
    const id = await heard.people.say({ text: "look", mention: true, attachment: VIDEO });
    const { thread } = onlyMessage(await heard.people.events());
    await heard.people.remove(id);
    expect((await heard.people.events()).slice(1)).toEqual([{ type: "deleted", thread, message: id }]);
  });

  it("tells which button was pressed, with its value and message", async () => {
    await using heard = await listen();
    const { chat, people } = heard;
    const ref = await chat.adapter.thread(chat.thread).post({
      kind: "notice",
      text: "Working.",
      actions: [{ id: "stop", label: "Stop", value: "job-7", style: "danger" }],
    });
    await people.press(chat.thread, "Stop");
    expect(await people.events()).toMatchObject([
      { type: "action", action: "stop", value: "job-7", thread: chat.thread, message: ref },
    ]);
  });

  it("hears nothing any more once it has stopped, and stops twice without harm", async () => {
    await using heard = await listen();
    await heard.chat.adapter.stop();
    await heard.chat.adapter.stop();
    await heard.people.say({ text: "are you there?", mention: true });
    expect(await heard.people.events()).toEqual([]);
  });
}

function onlyMessage(events: readonly ChatEvent[]): MessageEvent {
  expect(events.map(({ type }) => type)).toEqual(["message"]);
  const [event] = events;
  if (event?.type !== "message") throw new TypeError("expected one message event");
  return event;
}
