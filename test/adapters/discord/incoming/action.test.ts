import { describe, expect, it } from "vitest";
import type { OutgoingMessage } from "../../../../src/chat/message.ts";
import { readableText } from "../../../fakes/discord/reading.ts";
import { must } from "../../../fakes/discord/world.ts";
import { startBot, threadIdOf } from "../harness.ts";

type Bot = Awaited<ReturnType<typeof startBot>>;

const ACTIONS = [
  { id: "more", label: "More keyframes", value: "job-7", style: "primary" },
  {
    id: "frame",
    label: "Show a moment",
    value: "job-7",
    choices: [
      { label: "At 1:20", value: "80" },
      { label: "At 2:00", value: "120" },
    ],
  },
] as const;

describe("a button or a menu", () => {
  it("tells the core what was pressed or chosen, by whom and where, and shows nothing by itself", async () => {
    await using bot = await startBot();
    const { people, settled, read } = bot.discord;
    const thread = threadIdOf(bot.post);
    const message = await bot.adapter.thread(thread).post({ kind: "notice", text: "x", actions: ACTIONS });
    const shown = must(read(bot.post)[0], "message");
    people.presses(bot.ada, shown, "More keyframes");
    await settled();
    people.presses(bot.ada, shown, "Show a moment", "At 2:00");
    await settled();
    const common = { type: "action", thread, message, author: bot.ada.id, locale: "en-GB" };
    expect(bot.events).toMatchObject([
      { ...common, action: "more", value: "job-7" },
      { ...common, action: "frame", value: "120" },
    ]);
    expect(read(bot.post)).toHaveLength(1);
  });

  it("opens a form first where the action has one, and tells the core what was entered", async () => {
    await using bot = await startBot();
    const { people, settled, read, violations } = bot.discord;
    const thread = threadIdOf(bot.post);
    const choices = [{ label: "0:04 Blue", value: "segment-2@5f3a" }];
    const rate = { id: "rate", label: "Rate a part", value: "all@5f3a", choices };
    const message = await bot.adapter.thread(thread).post({ kind: "notice", text: "x", actions: [rate] });
    const pressed = people.presses(bot.ada, must(read(bot.post)[0], "message"), "Rate a part", "0:04 Blue");
    await settled();
    expect(bot.events).toEqual([]);
    expect(pressed.modal).toMatchObject({ title: "Rate this part", custom_id: "cue:rate:segment-2@5f3a" });
    const entered = people.enters(bot.ada, pressed, "Bad still", "It is blurred.");
    await settled();
    expect(entered.acknowledged).toBe(true);
    expect(bot.events).toMatchObject([
      {
        ...{ type: "action", action: "rate", value: "segment-2@5f3a", thread, message, author: bot.ada.id },
        answers: { choice: "bad-still", text: "It is blurred." },
      },
    ]);
    people.enters(bot.ada, pressed, "Good");
    await settled();
    expect(bot.events[1]).toMatchObject({ answers: { choice: "good", text: "" } });
    expect(violations).toEqual([]);
  });

  it("opens a form of words alone, which cannot be left out", async () => {
    await using bot = await startBot();
    const { people, settled, read, violations } = bot.discord;
    const ask = { id: "ask", label: "Ask", value: "all@5f3a" };
    await bot.adapter.thread(threadIdOf(bot.post)).post({ kind: "notice", text: "x", actions: [ask] });
    const pressed = people.presses(bot.ada, must(read(bot.post)[0], "message"), "Ask");
    await settled();
    expect(pressed.modal).toMatchObject({
      title: "Ask about the video",
      components: [{ label: "Your question", component: { type: 4, required: true } }],
    });
    people.enters(bot.ada, pressed, "", "Who is it?");
    await settled();
    expect(bot.events).toMatchObject([{ action: "ask", answers: { choice: "", text: "Who is it?" } }]);
    expect(violations).toEqual([]);
  });

  it("of another app is acknowledged and no more", async () => {
    await using bot = await startBot();
    const { people, settled, read } = bot.discord;
    await bot.adapter.thread(threadIdOf(bot.post)).post({ kind: "notice", text: "x", actions: ACTIONS });
    const shown = must(read(bot.post)[0], "message");
    const [row] = shown.components;
    shown.components = [
      { type: 1, components: [{ ...must(row?.components?.[0], "button"), custom_id: "old:1" }] },
    ];
    const pressed = people.presses(bot.ada, shown, "More keyframes");
    await settled();
    expect(pressed.acknowledged).toBe(true);
    expect(bot.events).toEqual([]);
  });

  describe("answered by the core", () => {
    const REPORT = { name: "report.html", mediaType: "text/html", data: Buffer.from("<!doctype html>") };

    /** Presses a button whose command says this to the thread, and later, when it has come back, "Later." */
    async function press(message: OutgoingMessage, spoil: (bot: Bot) => void = () => undefined) {
      const later = Promise.withResolvers<void>();
      await using bot = await startBot({
        core: (adapter) => async (event) => {
          if (event.type !== "action") return;
          const thread = adapter.thread(event.thread, event.id);
          void later.promise.then(() => thread.post({ kind: "notice", text: "Later." }));
          await thread.post(message);
        },
      });
      const { people, settled, read, violations } = bot.discord;
      await bot.adapter.thread(threadIdOf(bot.post)).post({ kind: "notice", text: "x", actions: ACTIONS });
      spoil(bot);
      const pressed = people.presses(bot.ada, must(read(bot.post)[0], "message"), "More keyframes");
      await settled();
      later.resolve();
      await settled();
      const texts = read(bot.post).slice(1).map(readableText);
      return { whispers: pressed.whispers, texts, violations };
    }

    it.each(["notice", "error"] as const)(
      "says a %s only to the person who pressed it, and what comes later to everyone",
      async (kind) => {
        expect(await press({ kind, text: "Thank you, *noted*." })).toEqual({
          whispers: ["Thank you, \\*noted\\*."],
          texts: ["Later."],
          violations: [],
        });
      },
    );

    it("says to all what all can use", async () => {
      const { whispers, texts } = await press({ kind: "notice", text: "The report.", files: [REPORT] });
      expect({ whispers, texts }).toEqual({ whispers: [], texts: ["The report.", "Later."] });
    });

    it("says it to all where Discord takes no more ephemeral notices", async () => {
      const over = ({ discord }: Bot) => discord.fail({ path: /^\/webhooks\//, status: 401, code: 50_027 });
      expect(await press({ kind: "notice", text: "Noted." }, over)).toMatchObject({
        whispers: [],
        texts: ["Noted.", "Later."],
      });
    });
  });
});
