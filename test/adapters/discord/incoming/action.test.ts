import { describe, expect, it } from "vitest";
import { must } from "../../../fakes/discord/world.ts";
import { startBot, threadIdOf } from "../harness.ts";

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

  it("of somebody else's making is acknowledged and no more", async () => {
    await using bot = await startBot();
    const { people, settled, read } = bot.discord;
    await bot.adapter.thread(threadIdOf(bot.post)).post({ kind: "notice", text: "x", actions: ACTIONS });
    const shown = must(read(bot.post)[0], "message");
    const [row] = shown.components;
    shown.components = [{ components: [{ ...must(row?.components[0], "button"), custom_id: "old:1" }] }];
    const pressed = people.presses(bot.ada, shown, "More keyframes");
    await settled();
    expect(pressed.acknowledged).toBe(true);
    expect(bot.events).toEqual([]);
  });
});
