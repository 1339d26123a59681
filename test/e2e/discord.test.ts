import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cardsIn, labelsOf, linksIn, mentionsShown, readableText } from "../fakes/discord/reading.ts";
import { type FakeChannel, type FakeMessage, must } from "../fakes/discord/world.ts";
import { seeingBrain } from "../fakes/model-server/brain.ts";
import { type ClipOptions, frameTimes, makeClip } from "../fixtures/clip.ts";
import { eventually } from "../support/eventually.ts";
import { codesIn, hostile, openRoom, type Room, stillsAt } from "./discord-room.ts";
import { atRest } from "./seen-from-outside.ts";

const CLIP = {
  shots: [
    { colour: "red", frames: 40 },
    { colour: "blue", frames: 40 },
    { colour: "teal", frames: 40 },
  ],
  rate: 10,
  width: 320,
  height: 180,
} as const satisfies ClipOptions;

/** Said of this clip by this summary, and typed in no question. */
const CANARY = "The whole picture is teal.";

let room: Room;
let thread: FakeChannel;

beforeAll(async () => {
  room = await openRoom();
  await makeClip(join(room.folder, "film.mp4"), CLIP);
  await room.start();
});

afterAll(() => room[Symbol.asyncDispose]());

/** Runs /summarize with the clip in the channel; returns the thread that opens. */
function summarize(options: Readonly<Record<string, string | number>> = {}, name = "film.mp4") {
  const video = room.clip("film.mp4", name);
  const asked = room.discord.people.runs(room.ada, room.films, "summarize", { video, options });
  return room.thread(() => asked.reply);
}

/** The message that a thread begins with, in its present state: that of the progress, until the answer is there. */
const progressOf = (place: FakeChannel): FakeMessage => must(room.discord.read(place)[0], "progress");

const shotOf = (code: number | null) => Math.floor((code ?? Number.NaN) / 40);
const cardsOf = (place: FakeChannel) => room.discord.read(place).flatMap(cardsIn);
const done = async (place: FakeChannel) => {
  await room.heard(place, /^Done in /m);
  await eventually(() => expect(room.discord.read(place).flatMap(labelsOf)).not.toContain("Stop"));
};

describe("a video given with /summarize", () => {
  it("is acknowledged at once, gets a thread of its name, and its summary there with the right stills", async () => {
    thread = await summarize();
    expect(thread.name).toBe("film.mp4");
    await room.heard(thread, "Red, blue, teal");
    await done(thread);
    expect(readableText(progressOf(thread))).toMatch(/^Red, blue, teal/);
    await eventually(() => expect(room.discord.read(room.films)[0]?.content).toContain(`** <#${thread.id}>`));
  });

  it("is one message with a strip of its stills, its report and its buttons", () => {
    const summary = progressOf(thread);
    expect(readableText(summary)).toMatch(/^0:00 Red – .*\n0:04 Blue – .*\n0:08 Teal – /m);
    expect(labelsOf(summary).join()).toMatch(
      /^Details,More keyframes,Data \(JSON\),Helpful,Clip,Ask about a part,/,
    );
    expect(summary.files.map(({ name }) => name)).toEqual(["overview.jpg", "report.html"]);
    expect(cardsOf(thread)).toEqual([]);
  });

  it("shows each part with the right still at the press of a button", async () => {
    const messages = await room.details(thread);
    const cards = messages.flatMap(cardsIn);
    expect(cards.map(({ lines }) => lines[1])).toEqual(["Red", "Blue", "Teal"]);
    expect(await stillsAt(messages, CLIP)).toEqual(cards.map(({ lines }) => lines.at(-1)));
    expect((await codesIn(messages.flatMap(({ files }) => files))).map(shotOf)).toEqual([0, 1, 2]);
  });

  it("takes a verdict, keeps it, and thanks for it in an ephemeral notice", async () => {
    const { people, places } = room.discord;
    const summary = progressOf(thread);
    const last = room.discord.read(thread).at(-1);
    const ben = places.person("Ben");
    const form = people.presses(ben, summary, "Rate a part", "0:04 – 0:08  Blue");
    await eventually(() => expect(form.modal).not.toBeNull());
    const pressed = [people.enters(ben, form, "Wrong time", "It turns later.")];
    pressed.push(people.presses(room.ada, summary, "Helpful"));
    const thanked = pressed.map(() => ["Thanks for the feedback."]);
    await eventually(() => expect(pressed.map(({ whispers }) => whispers)).toEqual(thanked));
    expect(room.discord.read(thread).at(-1)).toBe(last);
    expect(['"verdict":"good"', '"comment":"It turns later."'].map(room.remembers)).toEqual([true, true]);
  });

  it("gives its summary as JSON to everybody who asks", async () => {
    const { id } = await room.press(thread, "Data (JSON)");
    const { files } = await room.heard(thread, "Red, blue, teal", id);
    expect(files.map(({ name }) => name)).toEqual(["summary.json"]);
  });

  it("can be asked about in the thread, again and again", async () => {
    const answer = await room.ask(thread, "When is the picture blue?", "Yes, the picture is blue.");
    expect(new Set((await codesIn(answer.files)).map(shotOf))).toEqual(new Set([1]));
    // Of an answer's progress nothing stays.
    expect(labelsOf(answer)).toEqual([]);
    await room.ask(thread, "What is shown last?", "The picture is teal.");
  });

  it("is remembered by a new process after the old one was killed", async () => {
    await atRest(room.healthPort);
    await room.end("SIGKILL");
    await room.start();
    const asked = room.model.requests.length;
    await room.ask(thread, "Is anything red?", "Yes, the picture is red.");
    expect(room.model.requests).toHaveLength(asked + 1);
    const { messages } = must(room.model.requests.at(-1), "request").body as { messages: unknown };
    for (const before of ["When is the picture blue?", "What is shown last?"]) {
      expect(JSON.stringify(messages)).toContain(before);
    }
  });

  it("shows the very frame of a moment", async () => {
    const { id } = room.discord.people.runs(room.ada, thread, "frame", { options: { at: "0:02" } });
    const { files } = await room.heard(thread, "The frame at 0:02.0", id);
    expect(await codesIn(files)).toEqual([frameTimes(CLIP).indexOf(2)]);
  });
});

it("answers once where the gateway drops in the middle of a job and tells everything again", async () => {
  const { people, gateway } = room.discord;
  const asked = room.model.requests.length;
  await room.model.misbehave("slow", { times: 1 });
  const message = people.says(room.ada, room.films, {
    mention: true,
    text: "what is this?",
    files: [room.clip("film.mp4", "dropped.mp4")],
  });
  const place = await room.thread(() => message.id);
  await room.heard(place, /./);
  const question = people.says(room.ada, thread, { text: "When is the picture red?" });
  await room.model.request(asked);
  gateway.drop();
  people.retells(message);
  people.retells(question);
  await eventually(() => expect(gateway.resumptions()).toBe(1));
  room.model.release();
  await room.heard(place, "Red, blue, teal");
  // One person's jobs are done one after another: had the question become two, this would come after both.
  await room.ask(thread, "Is anything green?", "I can’t see that");
  await done(place);
  const titles = room.textsOf(place).filter((text) => text.includes("Red, blue, teal"));
  expect(titles).toHaveLength(1);
  const answers = room.discord.read(thread).filter(({ id }) => BigInt(id) > BigInt(question.id));
  expect(answers.filter((one) => readableText(one).includes("Yes, the picture is red."))).toHaveLength(1);
});

it("shows hostile words of a model as words: nobody is called, nothing can be clicked", async () => {
  const words = `@everyone <@${room.ada.id}> [ok](https://evil.example/?q=x)`;
  room.think(hostile(words));
  const place = await summarize({ keyframes: 4 }, "@everyone [x](https://evil.example).mp4");
  await room.heard(place, "evil.example/?q=x");
  await done(place);
  const answer = await room.ask(place, "Is it red?", "evil.example");
  room.think(seeingBrain);
  const messages = [...room.discord.read(place), ...room.discord.read(room.films)].filter(
    ({ author }) => author === room.discord.world.bot.id,
  );
  expect(readableText(answer)).toContain("[ok](https://evil.example/?q=x)");
  expect(messages.flatMap(room.discord.people.pinged)).toEqual([]);
  // A time of the answer may lead to our own still; nothing leads out.
  const out = messages.flatMap(linksIn).filter((link) => !link.startsWith("https://discord.com/channels/"));
  expect(out).toEqual([]);
  expect(messages.flatMap(mentionsShown).filter((text) => !text.startsWith("<#"))).toEqual([]);
});

describe("a running job", () => {
  it("ends by the button at its progress", async () => {
    const place = await hanging(5);
    await eventually(() => room.discord.people.presses(room.ada, progressOf(place), "Stop"));
    await stopped(place);
  });

  it.each(["cancel", "forget"])("ends by /%s in its thread", async (command) => {
    const place = await hanging(command === "cancel" ? 6 : 7);
    room.discord.people.runs(room.ada, place, command);
    await room.heard(place, /^Stopping job |nothing here to forget/);
    await stopped(place);
  });

  /** The thread of a job whose model never answers. */
  async function hanging(keyframes: number): Promise<FakeChannel> {
    const asked = room.model.requests.length;
    await room.model.misbehave("hang");
    const place = await summarize({ keyframes });
    await room.model.request(asked);
    return place;
  }

  async function stopped(place: FakeChannel): Promise<void> {
    await eventually(() => expect(readableText(progressOf(place))).toBe("Stopped."));
    await room.model.misbehave(null);
    expect(progressOf(place).components).toEqual([]);
    expect(cardsOf(place)).toEqual([]);
  }
});

it("makes a summary of a storyboard when somebody has it tried again", async () => {
  await room.model.misbehave("prose", { times: 2 });
  const place = await summarize({ keyframes: 7 });
  const { id } = await room.heard(place, "picked by how much the image changes");
  await done(place);
  const last = must(room.discord.read(place).at(-1), "message");
  expect(BigInt(last.id)).toBeGreaterThanOrEqual(BigInt(id));
  room.discord.people.presses(room.ada, last, "Try again");
  await room.heard(place, "Red, blue, teal");
});

describe("/forget", () => {
  it("deletes what is kept, after which the thread is like any other", async () => {
    expect(room.remembers(CANARY)).toBe(true);
    const forget = room.discord.people.runs(room.ada, thread, "forget");
    await room.heard(thread, /^Forgotten\. /, forget.id);
    room.discord.people.says(room.ada, thread, { text: "Is anything red?" });
    const frame = room.discord.people.runs(room.ada, thread, "frame", { options: { at: "0:02" } });
    await room.heard(thread, "I don’t have a video", frame.id);
  });
});

it("forgets a thread that is deleted, and everything of a server that it leaves", async () => {
  const { places } = room.discord;
  const [first, second] = [await summarize(), await summarize({ language: "de" })];
  for (const place of [first, second]) await done(place);
  expect(room.remembers(CANARY)).toBe(true);
  places.removeChannel(first);
  await eventually(() => expect(room.remembers(first.id)).toBe(false));
  expect(room.remembers(second.id)).toBe(true);
  places.kickBot(room.guild);
  await eventually(() => expect(room.remembers(CANARY)).toBe(false));
  await eventually(() => expect(room.remembers(second.id)).toBe(false));
  places.join(room.guild);
  await room.heard(room.films, /^Hello!(.|\n)*7 days(.|\n)*\/cuepoint privacy/);
});

it("broke no rule of the platform, and ends in peace", async () => {
  const { code, stderr } = await room.end("SIGTERM");
  expect(code, stderr).toBe(0);
  expect(stderr, "warnings there are: of the model that talked nonsense").not.toMatch(/"level":[56]0/);
  expect(room.discord.violations).toEqual([]);
});
