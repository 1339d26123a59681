import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { seeingBrain } from "../fakes/model-server/brain.ts";
import { ADA, BEA, LIN } from "../fakes/slack/world.ts";
import type { ClipOptions } from "../fixtures/clip.ts";
import { eventually } from "../support/eventually.ts";
import { openRoom, type Place, type Room, textOf } from "./slack-room.ts";

const SMALL = { rate: 10, width: 320, height: 180, moving: true } as const;
const CLIP: ClipOptions = {
  ...SMALL,
  shots: [
    { colour: "green", frames: 20 },
    { colour: "blue", frames: 20 },
  ],
};
const SUMMARY = "The whole picture is green.";

let room: Room;
let clip: Buffer;

beforeAll(async () => {
  room = await openRoom();
  clip = await room.clip("clip.mp4", CLIP);
  await room.start();
});

afterAll(async () => {
  await room[Symbol.asyncDispose]();
});

const said = (place: Place) => textOf(room.read(place));
/** Waits until a summary stands there, and nothing is at work any more. */
async function summarized(place: Place): Promise<void> {
  await eventually(() => expect(said(place)).toContain(SUMMARY));
  await idle(place);
}
async function idle(place: Place): Promise<void> {
  await eventually(() => expect(room.read(place).flatMap(({ actions }) => actions)).not.toContain("Stop"));
}
async function heardNothing(place: Place, text: string): Promise<void> {
  const { ts } = room.say(place, text);
  await room.slack.settled();
  expect(room.since(place, ts)).toEqual([]);
}

describe("a summary", () => {
  let place: Place;
  let direct: Place;
  const askBeside = (text: string): Place => room.slack.people.say({ text, direct: true });

  beforeAll(() => {
    const { people } = room.slack;
    const holiday = { name: "holiday.mp4", data: clip };
    const { channel, ts } = people.say({ text: "my holiday", attachment: holiday, user: LIN });
    const question = { text: "what happens here?", mention: true, channel, under: ts, user: BEA };
    place = { ...people.say(question), ts };
    // Beside it, as the pace of a channel is its own.
    direct = room.show(clip, "clip.mp4", { direct: true, mention: false });
  });

  it("summarizes another person's video for a reply, and answers the buttons", async () => {
    await summarized(place);
    const { people } = room.slack;
    const { channel, ts } = place;
    people.press(channel, ts, "Data (JSON)");
    await eventually(() =>
      expect(room.read(place).flatMap(({ files }) => files)).toEqual(["report.html", "summary.json"]),
    );
    people.press(channel, ts, "Not right", ADA, 2);
    await eventually(() => expect(room.slack.world.forms).toHaveLength(1));
    people.enter("Wrong time", "It turns blue later.");
    await eventually(() =>
      expect(room.slack.world.whispers).toMatchObject([{ user: ADA.id, text: "Thanks for the feedback." }]),
    );
    const mark = room.mark();
    people.press(channel, ts, "More keyframes");
    await eventually(() => expect(textOf(room.since(place, mark))).toContain(SUMMARY));
    await idle(place);
  });

  it("goes from memory when the question is removed, and with it the answers", async () => {
    room.slack.people.remove(place.id);
    await room.slack.settled();
    const asked = room.model.requests.length;
    await heardNothing(place, "Is the picture blue?");
    expect(room.model.requests.length).toBe(asked);
  });

  it("comes to a direct message, where every further message is a question", async () => {
    await summarized(direct);
    room.say(direct, "Is the picture blue?");
    await eventually(() => expect(said(direct)).toContain("Yes, the picture is blue."));
    await idle(direct);
  });

  it("is asked about at the top of a direct message too, and nothing is left of it once it is forgotten there", async () => {
    const name = "canary-of-a-direct-message.mp4";
    const other = await room.clip("talk.mp4", { ...CLIP, width: 336 });
    const video = room.show(other, name, { direct: true, mention: false });
    await summarized(video);
    const mark = room.mark();

    const question = askBeside("Is the picture blue?");
    await eventually(() => expect(said(question)).toContain("Yes, the picture is blue."));
    await idle(question);
    expect(room.read(question).flatMap(({ pictures }) => pictures)).not.toEqual([]);
    expect(room.since(video, mark)).toEqual([]);

    await room.end("SIGTERM");
    await room.start();
    room.say(question, "Is the picture green?");
    await eventually(() => expect(said(question)).toContain("Yes, the picture is green."));
    await idle(question);
    const frame = askBeside("frame 0:03");
    await eventually(() => expect(said(frame)).toContain("The frame at 0:03"));
    await idle(frame);
    expect(room.read(frame).flatMap(({ pictures }) => pictures)).toHaveLength(1);
    expect(room.remembers(name)).toBe(true);

    const forget = askBeside("forget");
    await eventually(() => expect(said(forget)).toContain("Forgotten"));
    for (const words of [name, video.ts, question.ts, frame.ts, "Is the picture green"]) {
      expect(room.remembers(words), words).toBe(false);
    }
    const asked = room.model.requests.length;
    room.say(question, "Is the picture blue?");
    await eventually(() => expect(said(question)).toContain("Send me a video"));
    expect(room.model.requests.length).toBe(asked);
  });

  it("is then followed by the older one, until that one's message is removed", async () => {
    const question = askBeside("Is the picture green?");
    await eventually(() => expect(said(question)).toContain("Yes, the picture is green."));
    await idle(question);
    expect(room.remembers(question.ts)).toBe(true);
    room.slack.people.remove(direct.id);
    for (const { ts } of [direct, question]) await eventually(() => expect(room.remembers(ts)).toBe(false));
    const again = askBeside("Is the picture green?");
    await eventually(() => expect(said(again)).toContain("Send me a video"));
  });

  it("comes once although the connection broke while the model looked", async () => {
    const before = room.slack.socket.connections();
    room.think((request) => {
      if (room.slack.socket.connections() === before) room.slack.socket.cut();
      return seeingBrain(request);
    });
    const place = room.show(clip, "again.mp4", { user: LIN });
    await eventually(() => expect(said(place)).toContain("的画面"));
    room.think(seeingBrain);
  });
});

describe("a job", () => {
  it("is stopped by its button, and by Slack's own, which then no longer says that the bot is at work", async () => {
    await room.model.misbehave("hang");
    const asked = room.model.requests.length;
    const clips = [
      await room.clip("other.mp4", { ...CLIP, rate: 20 }),
      await room.clip("another.mp4", { ...CLIP, rate: 15 }),
    ] as const;
    const byOurs = room.show(clips[0], "other.mp4");
    await room.model.request(asked);
    expect(said(byOurs)).toMatch(/Job [0-9a-z]{8}/);
    const bySlacks = room.show(clips[1], "another.mp4", { channel: "C0OTHER", user: BEA });
    await eventually(() => expect(said(bySlacks)).toMatch(/Job [0-9a-z]{8}/));
    room.slack.people.press(byOurs.channel, byOurs.ts, "Stop");
    // Slack hears that the bot is at work beside everything else.
    await eventually(() => room.slack.people.stop(bySlacks.channel, bySlacks.ts, BEA));
    for (const place of [byOurs, bySlacks]) {
      await eventually(() => expect(said(place)).toContain("Stopped."));
      await idle(place);
    }
    await room.model.misbehave(null);
    const last = () => room.slack.world.sessions.findLast(({ thread }) => thread === bySlacks.ts)?.status;
    await eventually(() => expect(last()).toBe("active"));
  });

  it("shows at once that it is at work, though neither the file host nor the model ever answers", async () => {
    const { world, people, fileHost } = room.slack;
    const looked = room.model.requests.length;
    fileHost.mood = { kind: "silent" };
    await room.model.misbehave("hang");
    const attachment = { name: "silent.mp4", data: clip };
    const seen = [
      people.say({ text: "what happens here?", mention: true, attachment }),
      people.say({ text: "", direct: true, attachment }),
    ];
    const signs = seen.map(({ ts }) => expect.objectContaining({ ts, name: "eyes" }));
    await eventually(() => expect(world.reactions).toEqual(expect.arrayContaining(signs)));
    for (const place of seen) {
      await eventually(() => expect(said(place)).toMatch(/Opening the video|in the queue|starts next/));
      expect(room.model.requests).toHaveLength(looked);
      room.say(place, "stop");
      await idle(place);
    }
    fileHost.mood = { kind: "well" };
    await room.model.misbehave(null);
  });

  it("that a slash command asked for says in the channel why it failed", async () => {
    room.slack.people.command("/summarize", "http://127.0.0.1/secret.mp4");
    const line = () =>
      room.slack.world.messages.find(({ text }) => text.includes("Ada asked for /summarize"));
    await eventually(() => expect(line()?.text).toMatch(/^I .*\n.*asked for/));
    expect(
      room.read({ id: "", channel: "C0GENERAL", ts: line()?.ts ?? "" }).map(({ text }) => text),
    ).toContainEqual(expect.stringContaining(line()?.text.split("\n")[0] ?? "-"));
  });

  it("ends when its channel is archived, with one line in the log and a word to the asker elsewhere", async () => {
    const channel = room.slack.world.channels.get("C0OTHER");
    if (!channel) throw new TypeError("no such channel");
    const last = await room.clip("last.mp4", { ...CLIP, rate: 25 });
    room.think((request) => {
      channel.isArchived = true;
      return seeingBrain(request);
    });
    const place = room.show(last, "last.mp4", { channel: "C0OTHER" });
    const told = () =>
      room.slack.world.messages.filter(({ text }) => text.includes("can’t post in that channel or thread"));
    await eventually(() => expect(told().map(({ channel }) => channel)).toEqual(["D0ADA"]));
    expect(said(place)).not.toContain(SUMMARY);
    expect(room.slack.world.violations).toEqual([]);
    const { code, stderr } = await room.end("SIGTERM");
    expect(code).toBe(0);
    // The library has its say on the broken connection besides.
    const lines = stderr.split("\n").filter((line) => line.includes('"thread"') || line.includes('"job"'));
    expect(lines).toEqual([expect.stringContaining("is_archived")]);
  });
});
