import { describe, expect, it } from "vitest";
import { linkName, threadName } from "../../../../adapters/discord/outgoing/open-thread.ts";
import { readableText } from "../../../fakes/discord/reading.ts";
import { must } from "../../../fakes/discord/world.ts";
import { eventually } from "../../../support/eventually.ts";
import { adapterFor, startBot, startServer, threadIdOf } from "../harness.ts";

const VIDEO = { name: "holiday.mp4", data: Buffer.from("film") };
const START_THREAD = /^\/channels\/\d+\/messages\/\d+\/threads$/;

async function summarize(bot: Awaited<ReturnType<typeof startBot>>) {
  const asked = bot.discord.people.runs(bot.ada, bot.films, "summarize", { video: VIDEO });
  await bot.discord.settled();
  const messages = bot.discord.read(bot.films).map(readableText);
  return { asked, messages, reply: must(asked.reply, "reply") };
}

describe("opening a thread", () => {
  it("uses the thread that the message has already", async () => {
    await using bot = await startBot();
    bot.discord.fail({ path: START_THREAD, status: 400, code: 160_004 });
    const { reply } = await summarize(bot);
    bot.discord.violations.length = 0;
    expect(bot.events).toMatchObject([{ thread: expect.stringMatching(new RegExp(`:${reply}$`)) }]);
  });

  it("answers in the channel and names what is missing where it may open none, without asking Discord", async () => {
    await using bot = await startBot();
    bot.discord.places.deny(bot.films, ["CreatePublicThreads"]);
    await bot.discord.settled();
    const { messages } = await summarize(bot);
    expect(messages).toEqual([
      "Watching holiday.mp4. I’ll post the summary here: to create a thread in this channel I need Create Public Threads.",
    ]);
    expect(bot.events).toMatchObject([{ thread: threadIdOf(bot.films) }]);
    expect(bot.discord.requests.filter(({ status }) => status === 403)).toEqual([]);
  });

  it("answers in the channel where the server holds no more threads", async () => {
    await using bot = await startBot();
    bot.guild.activeThreads = 0;
    const { messages } = await summarize(bot);
    expect(messages[0]).toContain("has reached its limit of active threads");
    expect(bot.events).toMatchObject([{ thread: threadIdOf(bot.films) }]);
  });

  it.each([
    [403, 50_013, "Create Public Threads, Send Messages in Threads"],
    [400, 160_005, "because I couldn’t create a thread"],
    [500, undefined, "because I couldn’t create a thread"],
  ])("answers in the channel where Discord says %s %s", async (status, code, words) => {
    await using bot = await startBot();
    bot.discord.fail({ path: START_THREAD, status, ...(code && { code }), times: 9 });
    const { messages } = await summarize(bot);
    expect(messages[0]).toContain(words);
    expect(bot.events).toMatchObject([{ thread: threadIdOf(bot.films) }]);
  });

  it("does nothing more where its reply was deleted meanwhile", async () => {
    await using bot = await startBot();
    bot.discord.fail({ path: START_THREAD, status: 404, code: 10_008 });
    await summarize(bot);
    expect(bot.events).toEqual([]);
  });

  it("finds a harmless name where the server does not let the video's be written", async () => {
    await using bot = await startBot();
    bot.discord.fail({ path: START_THREAD, status: 400, code: 200_001 });
    const { reply } = await summarize(bot);
    expect(bot.discord.threadAt(reply)?.name).toBe("Video");
  });

  it("falls back in the same words for a mention, which has no reply to write them in", async () => {
    await using bot = await startBot();
    bot.discord.places.deny(bot.films, ["CreatePublicThreads"]);
    bot.discord.people.says(bot.ada, bot.films, { mention: true, files: [VIDEO] });
    await bot.discord.settled();
    expect(readableText(must(bot.discord.read(bot.films).at(-1), "answer"))).toContain(
      "Create Public Threads",
    );
    expect(bot.events).toMatchObject([{ thread: threadIdOf(bot.films) }]);
  });
});

describe("threadName", () => {
  it.each([
    ["talk.mp4", "talk.mp4"],
    ["a\u202eb\nc.mp4", "ab c.mp4"],
    ["@everyone.mp4", "everyone.mp4"],
    ["…", "Video"],
    ["", "Video"],
    ["字".repeat(200), `${"字".repeat(99)}…`],
  ])("calls %j %j", (file, name) => {
    expect(threadName(file, "Video")).toBe(name);
  });
});

describe("linkName", () => {
  it.each([
    ["https://x.example/films/talk.mp4?key=secret", "talk.mp4"],
    ["https://www.x.example/watch?v=secret", "x.example/watch"],
    ["https://x.example/", "x.example"],
    ["https://x.example/%E5%85%94.mp4", "兔.mp4"],
    ["https://x.example/%E5.mp4", "%E5.mp4"],
    ["https://user:password@x.example/a", "x.example/a"],
  ])("calls %j %j", (link, name) => {
    expect(linkName(link)).toBe(name);
  });
});

const LINK = "https://www.youtube.com/watch?v=rabbit";
const about = (title: string) =>
  ({ kind: "summary", text: "Watched.", subject: { title, link: LINK } }) as const;

async function posted(threadName: string, title: string) {
  const server = await startServer();
  const place = server.discord.places.thread(server.films, threadName);
  await adapterFor(server.discord).thread(threadIdOf(place)).post(about(title));
  await eventually(() => {
    const looks = server.discord.requests.filter(
      ({ method, path }) => method === "GET" && path.endsWith(place.id),
    );
    expect(looks).not.toEqual([]);
  });
  await server.discord.settled();
  return { server, place };
}

it("calls a thread after the video's title while it still has the link's name", async () => {
  const { server, place } = await posted("youtube.com/watch", "How @everyone\nwakes up");
  await using _ = server;
  await eventually(() => expect(place.name).toBe("How everyone wakes up"));
  expect(server.discord.violations).toEqual([]);
});

it("leaves a name that people gave", async () => {
  const { server, place } = await posted("Film night", "How rabbits wake up");
  await using _ = server;
  expect(place.name).toBe("Film night");
  expect(server.discord.requests.filter(({ method }) => method === "PATCH")).toEqual([]);
});

it("posts the answer though the thread's name cannot be had or changed", async () => {
  await using server = await startServer();
  server.discord.fail({ path: /channels\/\d+$/, status: 403, code: 50_013 });
  const place = server.discord.places.thread(server.films, "youtube.com/watch");
  await adapterFor(server.discord).thread(threadIdOf(place)).post(about("How rabbits wake up"));
  expect(server.discord.read(place)).toHaveLength(1);
});

it("never calls a channel anything", async () => {
  await using server = await startServer();
  await adapterFor(server.discord).thread(threadIdOf(server.films)).post(about("How rabbits wake up"));
  expect(server.films.name).toBe("films");
  expect(server.discord.requests.filter(({ path }) => !path.includes("/messages"))).toEqual([]);
});
