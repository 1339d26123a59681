import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { SeenMessage } from "../contracts/chat-harness.ts";
import { type Brain, seeingBrain } from "../fakes/model-server/brain.ts";
import { renderThreadHtml } from "../fakes/slack/thread-html.ts";
import { type ClipOptions, frameTimes } from "../fixtures/clip.ts";
import { readCode } from "../fixtures/paint.ts";
import { eventually } from "../support/eventually.ts";
import { expectSeen, seen, troublesIn } from "./seen-from-outside.ts";
import { openRoom, type Place, type Room, textOf } from "./slack-room.ts";

const SMALL = { rate: 10, width: 320, height: 180, moving: true } as const;
const CLIP: ClipOptions = {
  ...SMALL,
  shots: [
    { colour: "red", frames: 25 },
    { colour: "blue", frames: 25 },
    { colour: "teal", frames: 25 },
  ],
};
const OTHER: ClipOptions = { ...SMALL, shots: [{ colour: "green", frames: 30 }] };

const HOSTILE = "<!channel> <https://evil/?q=x|ok> @here";
const hostileBrain: Brain = (request) =>
  request.schema?.name === "answer"
    ? JSON.stringify({ found: true, moments: [request.frames[0]?.label ?? ""], answer: HOSTILE })
    : seeingBrain(request);

let room: Room;
let clip: Buffer;
let other: Buffer;
/** The thread that the story goes on in. */
let story: Place;

beforeAll(async () => {
  room = await openRoom();
  clip = await room.clip("clip.mp4", CLIP);
  other = await room.clip("other.mp4", OTHER);
  await room.start();
});

afterAll(async () => {
  await room[Symbol.asyncDispose]();
});

const read = (place: Place) => room.read(place);
const say = (text: string) => room.say(story, text);

/** Waits for the end of the summary that is in work, and gives what was said but the progress. */
async function summaryOf(place: Place): Promise<readonly SeenMessage[]> {
  await eventually(() => expect(textOf(read(place))).toMatch(/^Done in \d+ seconds?\.$/m));
  const progress = () => read(place).filter(({ actions }) => actions.includes("Stop"));
  await eventually(async () => expect(await progress()).toEqual([]));
  return read(place);
}

/** Waits for the answer to the newest question, of whose progress nothing stays. */
async function answersSince(mark: string, place = story): Promise<readonly SeenMessage[]> {
  await eventually(() => {
    const said = room.since(place, mark);
    expect(said).not.toEqual([]);
    expect(said.flatMap(({ actions }) => actions)).not.toContain("Stop");
  });
  return room.since(place, mark);
}

const ask = (question: string) => answersSince(say(question).ts);

/** The numbers burnt into the pictures of these messages, in order. */
async function framesShown(messages: readonly SeenMessage[]): Promise<(number | null)[]> {
  const names = messages.flatMap(({ pictures }) => pictures.map(({ name }) => name));
  return Promise.all(names.map(frameIn));
}

async function frameIn(name: string): Promise<number | null> {
  const file = [...room.slack.world.files.values()].findLast((one) => one.name === name);
  const { data, info } = await sharp(file?.data ?? Buffer.alloc(0))
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return readCode({ width: info.width, height: info.height, data }, "top");
}

describe("the bot in a Slack channel", () => {
  it("answers a mention with eyes, a job's id, and the summary with the frames of its times", async () => {
    story = room.show(clip, "clip.mp4");
    await eventually(() =>
      expect(room.slack.world.reactions).toMatchObject([{ ts: story.ts, name: "eyes" }]),
    );
    // A quick job has changed this line before anybody looks: what was sent is asked, not what stands there.
    const sent = () => JSON.stringify(room.slack.calls.map(({ args }) => args));
    await eventually(async () => expect(await sent()).toMatch(/Job [0-9a-z]{8} starts next/));
    const said = await summaryOf(story);
    const shots = ["red", "blue", "teal"].map((colour) => `The whole picture is ${colour}.`);
    for (const words of shots) expect(textOf(said)).toContain(words);
    const strip = said.flatMap((message) => message.pictures);
    expect(strip.map(({ alt }) => alt)).toEqual([
      expect.stringMatching(/^Stills in one picture\. 0:0\d Red; 0:0\d Blue; 0:0\d Teal\.$/),
    ]);
    const details = await room.details(story);
    const pictures = details.flatMap((message) => message.pictures);
    const codes = await framesShown(details);
    const times = frameTimes(CLIP);
    expect(pictures.map(({ alt }) => alt)).toEqual(
      codes.map((code, i) => `Still at 0:0${times[code ?? -1]?.toFixed(1)}: ${shots[i]}`),
    );
    expect(codes.map((code) => Math.floor((code ?? -1) / 25))).toEqual([0, 1, 2]);
    expect(said.flatMap(({ files }) => files)).toEqual(["report.html"]);
  });

  it("makes one job of a message that comes by two events, and again by a redelivery", async () => {
    const [mark, asked] = [room.mark(), room.model.requests.length];
    room.slack.people.redeliver(story.id);
    await room.slack.settled();
    // Whatever came of the redelivery would come before the answer to this.
    await ask("Is the picture blue?");
    expect(room.since(story, mark)).toHaveLength(1);
    expect(room.model.requests.length).toBe(asked + 1);
  });

  it("answers in the thread without a mention, with the frame that shows it", async () => {
    const said = await ask("When is the picture teal?");
    expect(textOf(said)).toContain("Yes, the picture is teal.");
    expect(said).toHaveLength(1);
    for (const code of await framesShown(said)) expect(code).toBeGreaterThanOrEqual(50);
    expect(textOf(await ask("What is shown last?"))).toContain("The picture is teal.");
  });

  it("takes a question for one also where it mentions the bot", async () => {
    const { ts } = room.slack.people.say({
      text: "Is anything red?",
      mention: true,
      channel: story.channel,
      under: story.ts,
    });
    expect(textOf(await answersSince(ts))).toContain("Yes, the picture is red.");
  });

  it("is seen from outside: alive, ready, and what it has done", async () => {
    const { healthPort, model } = room;
    await expectSeen(healthPort, { jobs: 5, summaries: 1 });
    await model.misbehave("refuse-connection");
    expect(await seen(healthPort, "/readyz")).toEqual({ status: 503, text: "not ready: model\n" });
    await model.misbehave(null);
    expect(await seen(healthPort, "/readyz")).toEqual({ status: 200, text: "ready\n" });
  });

  it("answers from what it has kept after it was killed and started again, and welcomes no channel twice", async () => {
    const greetings = () => room.slack.world.messages.filter(({ text }) => text.startsWith("Hello!"));
    room.slack.people.invite("C0OTHER");
    await eventually(() => expect(greetings()).toMatchObject([{ channel: "C0OTHER" }]));
    await room.slack.settled();
    await room.end("SIGKILL");
    await room.start();
    room.slack.people.invite("C0OTHER");
    const said = await ask("Is the picture teal?");
    expect(greetings()).toHaveLength(1);
    expect(textOf(said)).toContain("Yes, the picture is teal.");
    const asked = JSON.stringify(room.model.requests.at(-1)?.body);
    for (const earlier of ["When is the picture teal?", "Is anything red?"]) expect(asked).toContain(earlier);
  });

  it("shows the very frame of a moment", async () => {
    const said = await ask("frame 0:02");
    expect(await framesShown(said)).toEqual([frameTimes(CLIP).indexOf(2)]);
  });

  it("finds a moment by its words in the channel, and asks on about it by its number", async () => {
    const search = (text: string, channel = story.channel) =>
      room.slack.people.say({ text, mention: true, channel });
    const place = search("find teal");
    const [found] = await answersSince(place.ts, place);
    expect(found?.text).toContain("One moment in one video.");
    expect(found?.text).toContain("The whole picture is teal.");
    const ours = `https://team.slack.com/archives/${story.channel}/p`;
    expect(found?.links.filter((link) => link.startsWith(ours))).toHaveLength(2);
    for (const code of await framesShown(found ? [found] : [])) expect(code).toBeGreaterThanOrEqual(50);
    const { ts } = room.say(place, "ask 1 what is shown last?");
    expect(textOf(await answersSince(ts, place))).toContain("The picture is teal.");
    const elsewhere = search("find teal", "C0OTHER");
    const [nothing] = await answersSince(elsewhere.ts, elsewhere);
    expect(nothing?.text).toContain("I don’t know any videos here yet.");
  });

  it("calls nobody and links to its own messages alone, whatever the model says", async () => {
    room.think(hostileBrain);
    const said = await ask("Is it red?");
    room.think(seeingBrain);
    expect(textOf(said)).toContain("@here");
    const everything = read(story);
    expect(everything.flatMap(({ mentions }) => mentions)).toEqual([]);
    // Times in answers open the summary's own message; a model has no say in that.
    const links = new Set(everything.flatMap((message) => message.links));
    const ours = `https://team.slack.com/archives/${story.channel}/p`;
    expect([...links].filter((link) => !link.startsWith(ours))).toEqual([]);
  });

  it("stops a job that runs at a word in its thread", async () => {
    await room.model.misbehave("hang");
    const asked = room.model.requests.length;
    const place = room.show(other, "other.mp4");
    await room.model.request(asked);
    room.say(place, "stop");
    await eventually(() => expect(read(place)[0]?.text).toBe("Stopped."));
    await room.model.misbehave(null);
    await eventually(() => expect(textOf(read(place))).toMatch(/Stopping job [0-9a-z]{8}/));
    await eventually(() => expect(readdirSync(room.temporary)).toEqual([]));
  });

  it("forgets, and answers no more", async () => {
    say("forget");
    await eventually(() => expect(textOf(read(story))).toContain("Forgotten. "));
    const asked = room.model.requests.length;
    const { ts } = say("Is the picture teal?");
    await room.slack.settled();
    expect(room.since(story, ts)).toEqual([]);
    expect(room.model.requests.length).toBe(asked);
  });

  it("has kept Slack's rules, and has nothing to say in its log", async () => {
    writeFileSync(
      process.env.THREAD_PAGE ?? join(room.folder, "thread.html"),
      renderThreadHtml(room.slack.world, story.channel, story.ts),
    );
    expect(room.slack.world.violations).toEqual([]);
    expect(room.slack.lost()).toEqual([]);
    await eventually(() => {
      const statuses = new Map(room.slack.world.sessions.map(({ thread, status }) => [thread, status]));
      expect(new Set(statuses.values())).toEqual(new Set(["active"]));
    });
    const { code, stdout, stderr } = await room.end("SIGTERM");
    expect({ code, stdout, troubles: troublesIn(stderr) }).toEqual({ code: 0, stdout: "", troubles: [] });
  });
});
