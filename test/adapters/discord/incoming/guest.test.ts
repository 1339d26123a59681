import { describe, expect, it } from "vitest";
import type { CommandEvent } from "../../../../src/chat/event.ts";
import type { OutgoingMessage } from "../../../../src/chat/message.ts";
import { parseThreadId } from "../../../../src/chat/thread-id.ts";
import { readableText } from "../../../fakes/discord/reading.ts";
import { type FakeChannel, must } from "../../../fakes/discord/world.ts";
import { createClock, startBot } from "../harness.ts";

const VIDEO = { name: "film.mp4", data: Buffer.from("film") };
const MINUTE = 60_000;
const EPHEMERAL = 64;
const SUMMARY: OutgoingMessage = { kind: "summary", title: "A day out", text: "What happens." };
const STOP = [{ id: "stop", label: "Stop", value: "1" }];

const answer = (text: string): OutgoingMessage => ({ kind: "answer", text });

/** A server and a conversation that the bot is no member of, and what a person there gets it to do. */
async function startGuest(
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

describe.each(["server", "conversation"] as const)("in a %s that the bot is no member of", (place) => {
  it("answers by the interaction alone, from the first word to the last", async () => {
    await using guest = await startGuest({
      place,
      core: (adapter) => async (event) => {
        if (event.type !== "command") return;
        const thread = adapter.thread(event.thread, event.id);
        await thread.post({ kind: "progress", text: "Waiting.", actions: STOP });
      },
    });
    const { reply } = await guest.summarize();
    const thread = guest.thread();
    expect(guest.texts()).toEqual([expect.stringContaining("Waiting.")]);
    await thread.edit(must(reply, "reply"), { kind: "progress", text: "Watching.", actions: STOP });
    expect(guest.texts()).toEqual([expect.stringContaining("Watching.")]);
    await thread.post({ kind: "part", part: "1", text: "The first part." });
    const ref = await thread.post(SUMMARY);
    await thread.remove(must(reply, "reply"));
    expect(guest.texts()).toEqual([
      expect.stringMatching(/What happens\.[\s\S]*Ask about this video with \/ask/),
    ]);
    await thread.edit(ref, { ...SUMMARY, text: "What really happens." });
    expect(guest.texts()).toEqual([expect.stringContaining("What really happens.")]);
    expect(await thread.addressOf(ref)).toBeNull();
    expect(guest.posted()).toEqual([]);
    expect(guest.discord.violations).toEqual([]);
  });

  it("takes the video of a message, and questions by command", async () => {
    await using guest = await startGuest({ place });
    const { people, places, settled } = guest.discord;
    const message = people.says(places.person("Ben"), guest.channel, { files: [VIDEO] });
    people.picks(guest.ada, message, "Summarize video");
    await settled();
    expect(guest.lastCommand()).toMatchObject({ command: "summarize", attachments: [{ name: "film.mp4" }] });
    const { thread } = guest.lastCommand();
    people.runs(guest.ada, guest.channel, "ask", { options: { question: "Who comes in?" } });
    await settled();
    expect(guest.lastCommand()).toMatchObject({ thread, command: "ask", isDirect: true, isAdmin: false });
    await guest.thread().post(answer("Mo."));
    expect(guest.texts().slice(-2)).toEqual(["Who comes in?", "Mo."]);
  });
});

describe("as a guest, the bot", () => {
  it("keeps what each person brings apart from everyone else", async () => {
    await using guest = await startGuest();
    const ben = guest.discord.places.person("Ben");
    const threads = [];
    for (const [person, at] of [
      [guest.ada, guest.channel],
      [ben, guest.channel],
      [guest.ada, guest.discord.places.channel(guest.abroad, "other")],
    ] as const) {
      await guest.summarize(person, at);
      threads.push(parseThreadId(guest.lastCommand().thread));
    }
    const tenants = [`user-${guest.ada.id}`, `user-${ben.id}`, `user-${guest.ada.id}`];
    expect(threads.map(({ tenant }) => tenant)).toEqual(tenants);
    expect(new Set(threads.map(({ tenant, channel }) => `${tenant} ${channel}`)).size).toBe(3);
  });

  it("lets no other person press what stands under an answer", async () => {
    await using guest = await startGuest();
    const { people, places, settled, read } = guest.discord;
    await guest.summarize();
    await guest.thread().post({ ...answer("Here."), actions: STOP });
    const message = must(read(guest.channel).at(-1), "message");
    const pressed = people.presses(places.person("Ben"), message, "Stop");
    await settled();
    expect(pressed.whispers).toEqual(["Only the person who asked for this can use its buttons."]);
    expect(guest.events).toHaveLength(1);
    people.presses(guest.ada, message, "Stop");
    await settled();
    expect(guest.events.at(-1)).toMatchObject({ type: "action", thread: guest.lastCommand().thread });
  });

  it("is seen by the person alone where the place does not let outside apps speak", async () => {
    await using guest = await startGuest();
    guest.discord.places.deny(guest.channel, ["UseExternalApps"]);
    await guest.summarize();
    await guest.thread().post(SUMMARY);
    const flags = guest.discord.read(guest.channel).map((message) => message.flags & EPHEMERAL);
    expect(flags).toEqual([EPHEMERAL, EPHEMERAL]);
  });

  it("goes on in direct messages when an interaction takes no more messages, and says why once", async () => {
    await using guest = await startGuest();
    await guest.summarize();
    const thread = guest.thread();
    const refs = [];
    for (const word of ["1", "2", "3", "4", "5", "6", "7"]) refs.push(await thread.post(answer(word)));
    expect(guest.texts().slice(1)).toEqual(["1", "2", "3", "4", "5"]);
    const direct = guest.directOf();
    expect(guest.texts(direct)).toEqual([expect.stringContaining("You asked me elsewhere"), "6", "7"]);
    const last = must(refs.at(-1), "ref");
    await thread.edit(last, answer("eight"));
    expect(guest.texts(direct).at(-1)).toBe("eight");
    expect(await thread.addressOf(last)).toBe(`https://discord.com/channels/@me/${last}`);
    // The next command opens the place again.
    guest.discord.people.runs(guest.ada, guest.channel, "status");
    await guest.discord.settled();
    await thread.post(answer("nine"));
    expect(guest.texts().at(-1)).toBe("nine");
    // Its own count was right: Discord never had to refuse.
    expect(guest.discord.violations).toEqual([]);
  });

  it("believes Discord where that takes fewer than it counts on", async () => {
    await using guest = await startGuest();
    await guest.summarize();
    guest.discord.fail({ method: "POST", path: /^\/webhooks/, status: 400, code: 40_094 });
    await guest.thread().post(answer("one"));
    await guest.thread().post(answer("two"));
    expect(guest.texts(guest.directOf()).slice(1)).toEqual(["one", "two"]);
    expect(guest.discord.requests.filter(({ path }) => /^\/webhooks\/\d+\/[^/]+$/.test(path))).toHaveLength(
      1,
    );
  });

  it("says in the last minute of its time that the rest comes directly", async () => {
    await using guest = await startGuest();
    await guest.summarize();
    const thread = guest.thread();
    const ref = await thread.post({ kind: "progress", text: "Watching.", actions: STOP });
    guest.clock.advance(14 * MINUTE);
    await thread.edit(ref, { kind: "progress", text: "Still watching.", actions: STOP });
    expect(guest.texts().at(-1)).toBe(
      "This takes longer than I can answer here. The rest comes as a direct message.",
    );
    guest.clock.advance(MINUTE);
    await thread.edit(ref, { kind: "progress", text: "Nearly there.", actions: STOP });
    await thread.post(SUMMARY);
    await thread.remove(ref);
    expect(guest.texts(guest.directOf()).at(-1)).toContain("What happens.");
    expect(guest.discord.violations).toEqual([]);
  });

  it("puts what was to replace its line into a message of its own when that line is out of reach", async () => {
    await using guest = await startGuest();
    await guest.summarize();
    const thread = guest.thread();
    const replaces = await thread.post({ kind: "progress", text: "Watching.", actions: STOP });
    guest.clock.advance(15 * MINUTE);
    await thread.post(answer("Mo."), { key: "final", posted: [], onPosted: async () => undefined, replaces });
    expect(guest.texts(guest.directOf()).at(-1)).toBe("Mo.");
  });

  it("ends the work for a person who takes no direct messages when there is no other way", async () => {
    await using guest = await startGuest();
    const shy = guest.discord.places.person("Shy", { acceptsDirect: false });
    await guest.summarize(shy);
    guest.clock.advance(15 * MINUTE);
    await expect(guest.thread().post(SUMMARY)).rejects.toMatchObject({ code: "thread-gone" });
  });

  it("writes by the command to a person alone with it who shares no server with it, and tries no other way twice", async () => {
    await using guest = await startGuest();
    const stranger = guest.discord.places.person("Stranger", { acceptsDirect: false });
    const direct = guest.discord.places.direct(stranger);
    await guest.summarize(stranger, direct);
    const ref = await guest.thread().post(answer("One."));
    await guest.thread().post(answer("Two."));
    await guest.thread().edit(ref, answer("First."));
    expect(guest.texts(direct).slice(1)).toEqual(["First.", "Two."]);
    expect(guest.posted().map(({ status }) => status)).toEqual([403]);
    guest.clock.advance(15 * MINUTE);
    await expect(guest.thread().post(SUMMARY)).rejects.toMatchObject({ code: "thread-gone" });
  });

  it.each([
    ["a server that the operator denies", { deny: true }, "server"],
    ["a conversation where only some servers are allowed", { deny: false }, "conversation"],
  ] as const)("answers no one in %s", async (_, { deny }, place) => {
    const ids: string[] = [];
    const guilds = deny ? { allow: [], deny: ids } : { allow: ["1"], deny: [] };
    await using guest = await startGuest({ place, bot: { access: { guilds } } });
    ids.push(guest.abroad.id);
    expect((await guest.summarize()).whispers).toEqual(["You can’t use me here."]);
    expect(guest.events).toEqual([]);
  });

  it("is none in its own direct messages, and none in a server that has it", async () => {
    await using guest = await startGuest();
    await guest.summarize(guest.ada, guest.discord.places.direct(guest.ada));
    expect(parseThreadId(guest.lastCommand().thread).tenant).toMatch(/^dm-/);
    await guest.summarize(guest.ada, guest.films);
    expect(parseThreadId(guest.lastCommand().thread).tenant).toBe(guest.guild.id);
  });
});
