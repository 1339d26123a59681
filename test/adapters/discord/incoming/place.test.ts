import { expect, it } from "vitest";
import type { MayUse } from "../../../../src/chat/adapter.ts";
import { placeCommands } from "../../../commands/place/place-commands.ts";
import { readableText } from "../../../fakes/discord/reading.ts";
import { commands } from "../commands.ts";
import { adapterFor, recordingCore, startBot, startServer } from "../harness.ts";

const VIDEO = { name: "holiday.mp4", data: Buffer.from("film") };
const MANAGE_MESSAGES = 0x2000n;
const MANAGE_GUILD = 0x20n;

/** The two commands of /cuepoint beside the others. */
async function withPlaceCommands() {
  return [...commands, ...(await placeCommands())];
}

it("has /cuepoint with two second words, each with its options, and is not sent again unchanged", async () => {
  await using server = await startServer();
  const all = await withPlaceCommands();
  const puts = () => server.discord.requests.filter(({ method }) => method === "PUT").length;
  const start = async (given: typeof all) => {
    const adapter = adapterFor(server.discord);
    await adapter.start(given, async () => undefined);
    await adapter.stop();
  };
  await start(all);
  const stored = server.discord.world.commands.get("global") as { name: string; options?: object[] }[];
  expect(stored.map(({ name }) => name)).not.toContain("settings");
  expect(stored.find(({ name }) => name === "cuepoint")).toMatchObject({
    type: 1,
    options: [
      {
        type: 1,
        name: "settings",
        description_localizations: { "zh-CN": expect.stringContaining("频道") },
        options: expect.arrayContaining([expect.objectContaining({ name: "sound", type: 3 })]),
      },
      { type: 1, name: "privacy", options: [{ name: "delete-mine", type: 5 }] },
    ],
  });
  await start(all);
  expect(puts()).toBe(1);
  const fewer = all.map((one) => ({ ...one, options: one.options.map(({ choices: _, ...rest }) => rest) }));
  await start(fewer);
  expect(puts()).toBe(2);
  expect(server.discord.violations).toEqual([]);
});

it("hears /cuepoint settings with its options, and shows the others what was typed", async () => {
  await using server = await startServer();
  const adapter = adapterFor(server.discord);
  const { events, dispatch } = recordingCore();
  await adapter.start(await withPlaceCommands(), dispatch);
  const { people, places, settled, read } = server.discord;
  const owner = places.person("Mo", { permissions: MANAGE_MESSAGES | MANAGE_GUILD, roles: [server.role] });
  people.runs(owner, server.films, "cuepoint settings", { options: { sound: "off", "keep-days": 3 } });
  await settled();
  people.runs(owner, server.films, "cuepoint privacy", { options: { "delete-mine": true } });
  await settled();
  expect(events).toMatchObject([
    {
      ...{ command: "settings", options: { sound: "off", "keep-days": 3 } },
      ...{ isAdmin: true, isServerAdmin: true, roles: expect.arrayContaining([server.role]) },
    },
    { command: "privacy", options: { "delete-mine": true } },
  ]);
  expect(read(server.films).map(readableText)).toEqual(["sound off keep-days 3", "delete-mine"]);
  await adapter.stop();
});

it("says which rights a person has: in a channel, in the server, alone with it", async () => {
  await using bot = await startBot();
  const { people, places, settled } = bot.discord;
  const moderator = places.person("Mo", { permissions: MANAGE_MESSAGES });
  people.runs(moderator, bot.films, "status");
  people.runs(bot.ada, places.direct(bot.ada), "status");
  await settled();
  expect(bot.events).toMatchObject([{ isAdmin: true }, { isAdmin: false, isDirect: true }]);
  expect(bot.events.filter((event) => "isServerAdmin" in event)).toEqual([]);
});

it("opens no thread for a person whom the place's administrators do not let use it", async () => {
  const asked: Parameters<MayUse>[0][] = [];
  const mayUse: MayUse = async (asking) => {
    asked.push(asking);
    return false;
  };
  await using bot = await startBot({ bot: { mayUse } });
  const { people, settled, read, threadAt } = bot.discord;
  people.runs(bot.ada, bot.films, "summarize", { video: VIDEO });
  await settled();
  const [reply] = read(bot.films);
  expect(reply && readableText(reply)).toBe("An admin has limited who can use me here. Ask them to add you.");
  const message = people.says(bot.ada, bot.films, { mention: true, files: [VIDEO] });
  await settled();
  expect([reply?.id, message.id].map((id) => threadAt(id ?? ""))).toEqual([null, null]);
  expect(asked).toMatchObject([{ author: bot.ada.id }, { author: bot.ada.id }]);
  // The router refuses it, in the channel.
  expect(bot.events).toMatchObject([{ type: "message", author: bot.ada.id }]);
});
