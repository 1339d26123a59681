import { expect, it } from "vitest";
import { must } from "../../../fakes/discord/world.ts";
import { eventually } from "../../../support/eventually.ts";
import { commands } from "../commands.ts";
import { adapterFor, startServer } from "../harness.ts";

const VIDEO = { name: "holiday.mp4", data: Buffer.from("film") };
const NEVER = new Promise<never>(() => undefined);

/** A core that never comes back from an event, and a store that never says who may use the bot. */
async function hanging({ store = NEVER as Promise<boolean> } = {}) {
  const server = await startServer();
  const adapter = adapterFor(server.discord, { mayUse: () => store });
  await adapter.start(commands, () => NEVER);
  return {
    ...server,
    async [Symbol.asyncDispose]() {
      await adapter.stop();
      await server.discord.close();
    },
  };
}

it("answers a command with “thinking”, whatever the core and the store wait for", async () => {
  await using bot = await hanging();
  const { people, read } = bot.discord;
  const asked = people.runs(bot.ada, bot.films, "summarize", { video: VIDEO });
  await eventually(() => expect(asked.acknowledged).toBe(true));
  const shown = people.says(bot.ada, bot.films, { text: "my holiday", files: [VIDEO] });
  const picked = people.picks(bot.ada, shown, "Summarize video");
  await eventually(() => expect(picked.acknowledged).toBe(true));
  expect(read(bot.films).every(({ content }) => !content.includes("Watching"))).toBe(true);
});

it("says what it watches as soon as it knows who may, whatever the core waits for", async () => {
  await using bot = await hanging({ store: Promise.resolve(true) });
  bot.discord.people.runs(bot.ada, bot.films, "summarize", { video: VIDEO });
  await eventually(() => expect(must(bot.discord.read(bot.films)[0], "reply").content).toContain("Watching"));
});

it("is seen typing under a mention and in a direct message, whatever the core and the store wait for", async () => {
  await using bot = await hanging();
  const direct = bot.discord.places.direct(bot.ada);
  const typed = () =>
    bot.discord.requests.filter(({ path }) => path.endsWith("/typing")).map(({ path }) => path);
  bot.discord.people.says(bot.ada, bot.films, { text: "what happens?", mention: true, files: [VIDEO] });
  bot.discord.people.says(bot.ada, direct, { text: "", files: [VIDEO] });
  const places = [bot.films, direct].map(({ id }) => `/channels/${id}/typing`);
  await eventually(() => expect(typed().toSorted()).toEqual(places.toSorted()));
  // Talk among others is none of its business.
  bot.discord.people.says(bot.ada, bot.films, { text: "nice" });
  await bot.discord.settled();
  expect(typed()).toHaveLength(2);
});

it("answers all the same where it may not be seen typing", async () => {
  await using bot = await hanging({ store: Promise.resolve(true) });
  bot.discord.fail({ path: /typing$/, status: 403, code: 50_013 });
  const asked = bot.discord.people.says(bot.ada, bot.films, {
    text: "what happens?",
    mention: true,
    files: [VIDEO],
  });
  await eventually(() => expect(bot.discord.threadAt(asked.id)).not.toBeNull());
});
