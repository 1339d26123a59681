import { describe, expect, it } from "vitest";
import { type AccessRules, mayUse } from "../../../../adapters/discord/incoming/access.ts";
import type { Location } from "../../../../adapters/discord/location.ts";
import { createClock, startBot } from "../harness.ts";

const allow = (...ids: string[]) => ({ allow: ids, deny: [] });
const deny = (...ids: string[]) => ({ allow: [], deny: ids });
const OPEN: AccessRules = { guilds: allow(), channels: allow(), roles: allow() };

const thread: Location = {
  tenant: "guild",
  channel: "channel",
  target: "thread",
  category: "category",
  server: "guild",
  kind: "thread",
  opensThreads: false,
};
const direct: Location = { ...thread, kind: "direct", category: null, server: null };

describe("mayUse", () => {
  it.each([
    ["all people without a list", {}, true],
    ["an allowed server", { guilds: allow("guild") }, true],
    ["another server", { guilds: allow("other") }, false],
    ["a denied server", { guilds: deny("guild") }, false],
    ["a thread of an allowed channel", { channels: allow("channel") }, true],
    ["a thread that is allowed itself", { channels: allow("thread") }, true],
    ["a channel of an allowed category", { channels: allow("category") }, true],
    ["a channel of a denied category", { channels: deny("category") }, false],
    ["an allowed channel of a denied server", { channels: allow("channel"), guilds: deny("guild") }, false],
    ["a person with an allowed role", { roles: allow("film", "other") }, true],
    ["a person without one", { roles: allow("other") }, false],
    ["a person with a denied role", { roles: { allow: ["film"], deny: ["guest"] } }, false],
  ] as const)("decides on %s", (_, lists, allowed) => {
    expect(mayUse({ ...OPEN, ...lists }, thread, ["film", "guest"])).toBe(allowed);
  });

  it.each([
    ["answered where there are no allow lists", { guilds: deny("guild") }, true],
    ["not answered where only some servers are allowed", { guilds: allow("guild") }, false],
    ["not answered where only some roles are allowed", { roles: allow("film") }, false],
  ] as const)("lets direct messages be %s", (_, lists, allowed) => {
    expect(mayUse({ ...OPEN, ...lists }, direct, [])).toBe(allowed);
  });
});

describe("a person who may not use the bot", () => {
  it("is told so alone, and the core hears nothing", async () => {
    await using bot = await startBot({ bot: ({ role }) => ({ access: { roles: deny(role) } }) });
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
    await using bot = await startBot({ bot: ({ role }) => ({ access: { roles: deny(role) } }) });
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

type Bot = Awaited<ReturnType<typeof startBot>>;

describe("what an interaction says of the bot's own rights", () => {
  const posted = (bot: Bot) =>
    bot.discord.requests.filter(({ method, path }) => method === "POST" && path.endsWith("/messages"));

  it("is believed where roles and overwrites say no", async () => {
    await using bot = await startBot();
    const { people, places, settled } = bot.discord;
    places.deny(bot.films, ["SendMessages", "CreatePublicThreads"]);
    // Given back, which the gateway does not say.
    places.deny(bot.films, [], true);
    people.runs(bot.ada, bot.films, "status");
    await settled();
    const video = { name: "film.mp4", data: Buffer.from("film") };
    const message = people.says(bot.ada, bot.films, { mention: true, files: [video] });
    await settled();
    expect(bot.events.map(({ type }) => type)).toEqual(["command", "message"]);
    expect(bot.discord.threadAt(message.id)).not.toBeNull();
  });

  it("is believed where they say yes, so that nothing is tried in vain", async () => {
    await using bot = await startBot();
    const { people, places, settled } = bot.discord;
    places.deny(bot.films, ["SendMessages"], true);
    const asked = people.runs(bot.ada, bot.films, "status");
    await settled();
    people.says(bot.ada, bot.films, { text: "hello", mention: true });
    await settled();
    expect(asked.whispers).toEqual([expect.stringContaining("Send Messages")]);
    expect(bot.events).toEqual([]);
    expect(
      posted(bot).map(({ path, status }) => [path === `/channels/${bot.films.id}/messages`, status]),
    ).toEqual([[false, 200]]);
  });

  it.each([
    ["a quarter of an hour later", () => undefined],
    [
      "where the gateway tells of a change",
      (bot: Bot) => bot.discord.places.deny(bot.films, ["SendMessages"]),
    ],
  ])("is not the newest word %s", async (when, change) => {
    const clock = createClock();
    await using bot = await startBot({ server: { now: clock.now } });
    const { people, places, settled } = bot.discord;
    places.deny(bot.films, ["SendMessages"]);
    places.deny(bot.films, [], true);
    people.runs(bot.ada, bot.films, "status");
    await settled();
    change(bot);
    if (when.startsWith("a quarter")) clock.advance(15 * 60 * 1000);
    await settled();
    people.says(bot.ada, bot.films, { text: "hello", mention: true });
    await settled();
    expect(bot.events.map(({ type }) => type)).toEqual(["command"]);
  });
});
