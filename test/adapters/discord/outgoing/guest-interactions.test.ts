import { describe, expect, it } from "vitest";
import type { GuestTokens, KeptToken } from "../../../../adapters/discord/outgoing/shared-tokens.ts";
import type { OutgoingMessage } from "../../../../src/chat/message.ts";
import { must } from "../../../fakes/discord/world.ts";
import { startGuest } from "../guest.ts";
import { adapterFor } from "../harness.ts";

const MINUTE = 60_000;
const SUMMARY: OutgoingMessage = { kind: "summary", title: "A day out", text: "What happens." };
const STOP = [{ id: "stop", label: "Stop", value: "1" }];

const answer = (text: string): OutgoingMessage => ({ kind: "answer", text });

describe("as a guest, with few messages and little time, the bot", () => {
  it("goes on in direct messages when an interaction takes no more messages, and says why once", async () => {
    await using guest = await startGuest();
    await guest.summarize();
    const thread = guest.thread();
    const refs = [];
    for (const word of ["1", "2", "3", "4", "5", "6", "7"]) refs.push(await thread.post(answer(word)));
    expect(guest.texts().slice(1)).toEqual(["1", "2", "3", "4", "5"]);
    const direct = guest.directOf();
    expect(guest.texts(direct)).toEqual([expect.stringContaining("where you asked"), "6", "7"]);
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
      "This is taking longer than Discord lets me answer here. I’ll send you the rest as a direct message.",
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

  it("answers in place also from a process that has not heard the command, and directly when the store is away", async () => {
    const kept = new Map<string, KeptToken>();
    const state = { isAway: false };
    const guestTokens: GuestTokens = {
      async get(thread) {
        if (state.isAway) throw new Error("the store is away");
        return kept.get(thread);
      },
      put: async (thread, token) => void kept.set(thread, token),
    };
    await using guest = await startGuest({ bot: { guestTokens } });
    await guest.summarize();
    const ref = await guest.thread().post({ kind: "progress", text: "Watching.", actions: STOP });
    const worker = () => adapterFor(guest.discord, { guestTokens, now: guest.clock.now });
    const thread = worker().thread(guest.lastCommand().thread);
    await thread.edit(ref, { kind: "progress", text: "Nearly there.", actions: STOP });
    expect(guest.texts().at(-1)).toContain("Nearly there.");
    await thread.post(SUMMARY);
    await thread.remove(ref);
    expect(guest.texts().slice(1)).toEqual([expect.stringContaining("What happens.")]);
    expect(guest.posted()).toEqual([]);
    state.isAway = true;
    await worker().thread(guest.lastCommand().thread).post(answer("Mo."));
    expect(guest.texts(guest.directOf()).at(-1)).toBe("Mo.");
    expect(guest.discord.violations).toEqual([]);
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

  it("writes directly again an hour after a refusal, if the person takes direct messages by then", async () => {
    await using guest = await startGuest();
    const stranger = guest.discord.places.person("Stranger", { acceptsDirect: false });
    const direct = guest.discord.places.direct(stranger);
    await guest.summarize(stranger, direct);
    await guest.thread().post(answer("One."));
    await guest.thread().post(answer("Two."));
    stranger.acceptsDirect = true;
    guest.clock.advance(61 * MINUTE);
    await guest.thread().post(answer("Three."));
    expect(guest.texts(direct).at(-1)).toBe("Three.");
    expect(guest.posted().map(({ status }) => status)).toEqual([403, 200]);
  });
});
