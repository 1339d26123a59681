import { describe, expect, it } from "vitest";
import type { OutgoingMessage } from "../../../../src/chat/message.ts";
import { parseThreadId } from "../../../../src/chat/thread-id.ts";
import { must } from "../../../fakes/discord/world.ts";
import { startGuest } from "../guest.ts";

const VIDEO = { name: "film.mp4", data: Buffer.from("film") };
const EPHEMERAL = 64;
const SUMMARY: OutgoingMessage = { kind: "summary", title: "A day out", text: "What happens." };
const STOP = [{ id: "stop", label: "Stop", value: "1" }];

const answer = (text: string): OutgoingMessage => ({ kind: "answer", text });

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
