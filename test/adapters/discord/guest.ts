import type { CommandEvent } from "../../../src/chat/event.ts";
import { readableText } from "../../fakes/discord/reading.ts";
import { type FakeChannel, must } from "../../fakes/discord/world.ts";
import { createClock, startBot } from "./harness.ts";

const VIDEO = { name: "film.mp4", data: Buffer.from("film") };

/** A server and a conversation that the bot is no member of, and what a person there gets it to do. */
export async function startGuest(
  given: Parameters<typeof startBot>[0] & { place?: "server" | "conversation" } = {},
) {
  const clock = createClock();
  const bot = await startBot({ ...given, server: { now: clock.now, ...given.server } });
  const { places, people, settled, read, requests, world } = bot.discord;
  const abroad = places.guild({ name: "Abroad", isJoined: false });
  const channel = given.place === "conversation" ? places.conversation() : places.channel(abroad, "anything");
  const lastCommand = () => {
    const event = bot.events.findLast(({ type }) => type === "command");
    return must(event as CommandEvent | undefined, "command");
  };
  return {
    ...bot,
    ...{ clock, abroad, channel },
    texts: (at: FakeChannel = channel) => read(at).map(readableText),
    /** What the bot would have said by its own right. */
    posted: () => requests.filter(({ method, path }) => method === "POST" && path.startsWith("/channels/")),
    thread: () => bot.adapter.thread(lastCommand().thread),
    lastCommand,
    directOf: (person = bot.ada) =>
      must(
        [...world.channels.values()].find(({ recipient }) => recipient === person.id),
        "direct channel",
      ),
    async summarize(person = bot.ada, at = channel) {
      const asked = people.runs(person, at, "summarize", { video: VIDEO });
      await settled();
      return asked;
    },
    [Symbol.asyncDispose]: bot[Symbol.asyncDispose],
  };
}
