import { describe, expect, it } from "vitest";
import { type AccessLists, isAllowed } from "../../../../adapters/discord/incoming/access.ts";
import type { Place } from "../../../../adapters/discord/location.ts";
import { startBot } from "../harness.ts";

const OPEN: AccessLists = {
  allowGuilds: [],
  denyGuilds: [],
  allowChannels: [],
  denyChannels: [],
  allowRoles: [],
  denyRoles: [],
};

const thread: Place = {
  tenant: "guild",
  channel: "channel",
  target: "thread",
  category: "category",
  kind: "thread",
  opensThreads: false,
};
const direct: Place = { ...thread, kind: "direct", category: null };

describe("isAllowed", () => {
  it.each([
    ["everybody without a list", {}, true],
    ["an allowed server", { allowGuilds: ["guild"] }, true],
    ["another server", { allowGuilds: ["other"] }, false],
    ["a denied server", { denyGuilds: ["guild"] }, false],
    ["a thread of an allowed channel", { allowChannels: ["channel"] }, true],
    ["a thread that is allowed itself", { allowChannels: ["thread"] }, true],
    ["a channel of an allowed category", { allowChannels: ["category"] }, true],
    ["a channel of a denied category", { denyChannels: ["category"] }, false],
    ["an allowed channel of a denied server", { allowChannels: ["channel"], denyGuilds: ["guild"] }, false],
    ["somebody with an allowed role", { allowRoles: ["film", "other"] }, true],
    ["somebody without one", { allowRoles: ["other"] }, false],
    ["somebody with a denied role", { allowRoles: ["film"], denyRoles: ["guest"] }, false],
  ] as const)("decides on %s", (_, lists, allowed) => {
    expect(isAllowed({ ...OPEN, ...lists }, thread, ["film", "guest"])).toBe(allowed);
  });

  it.each([
    ["answered where there are no allow lists", { denyGuilds: ["guild"] }, true],
    ["not answered where only some servers are allowed", { allowGuilds: ["guild"] }, false],
    ["not answered where only some roles are allowed", { allowRoles: ["film"] }, false],
  ] as const)("lets direct messages be %s", (_, lists, allowed) => {
    expect(isAllowed({ ...OPEN, ...lists }, direct, [])).toBe(allowed);
  });
});

describe("somebody who may not use the bot", () => {
  it("is told so alone, and the core hears nothing", async () => {
    await using bot = await startBot({ bot: ({ role }) => ({ access: { denyRoles: [role] } }) });
    const { people, places, settled, read } = bot.discord;
    const guest = places.person("Guest", { roles: [bot.role] });
    const asked = people.runs(guest, bot.films, "status");
    people.says(guest, bot.films, { text: "hello", mention: true });
    people.says(guest, bot.post, { text: "hello" });
    await settled();
    expect(asked.whispers).toEqual(["You can’t use me here."]);
    expect(bot.events).toEqual([]);
    expect(read(bot.films)).toHaveLength(1);
  });

  it("cannot press a button either", async () => {
    await using bot = await startBot({ bot: ({ role }) => ({ access: { denyRoles: [role] } }) });
    const { people, places, settled, read } = bot.discord;
    people.runs(bot.ada, bot.films, "status");
    await settled();
    const [event] = bot.events;
    if (event?.type !== "command") throw new TypeError("expected a command");
    const actions = [{ id: "stop", label: "Stop", value: "1" }];
    await bot.adapter.thread(event.thread).post({ kind: "notice", text: "Working.", actions });
    const message = read(bot.films).at(-1);
    if (!message) throw new TypeError("expected a message");
    const pressed = people.presses(places.person("Guest", { roles: [bot.role] }), message, "Stop");
    await settled();
    expect(pressed.whispers).toEqual(["You can’t use me here."]);
    expect(bot.events.filter(({ type }) => type === "action")).toEqual([]);
  });
});
