import { writeFileSync } from "node:fs";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { SeenMessage } from "../contracts/chat-harness.ts";
import { renderThreadHtml } from "../fakes/slack/thread-html.ts";
import { BEA } from "../fakes/slack/world.ts";
import { type ClipOptions, frameTimes } from "../fixtures/clip.ts";
import { readCode } from "../fixtures/paint.ts";
import { eventually } from "../support/eventually.ts";
import { captionTimes, FIVE_PARTS, patientMind, TWO_MINUTES, TWO_PARTS } from "./long-video.ts";
import { openRoom, type Place, type Room, textOf } from "./slack-room.ts";

let room: Room;
let two: Buffer;
let five: Buffer;

beforeAll(async () => {
  room = await openRoom();
  two = await room.clip("two.mp4", TWO_PARTS);
  five = await room.clip("five.mp4", FIVE_PARTS);
  await room.start(TWO_MINUTES);
});

afterAll(() => room[Symbol.asyncDispose]());

const said = (place: Place) => textOf(room.read(place));
const partsIn = (place: Place) =>
  room.read(place).filter(({ text }) => /^(Part \d+ of|Watching\. This)/.test(text));

async function summarized(place: Place): Promise<readonly SeenMessage[]> {
  await eventually(() => expect(said(place)).toMatch(/^Done in /m));
  await eventually(() => expect(room.read(place).flatMap(({ actions }) => actions)).not.toContain("Stop"));
  return room.read(place);
}

/** What each still shows is the frame at the time that its caption says. */
async function expectTrueStills(messages: readonly SeenMessage[], clip: ClipOptions): Promise<void> {
  const times = frameTimes(clip);
  const names = messages.flatMap(({ pictures }) => pictures.map(({ name }) => name));
  const shown = await Promise.all(names.map(async (name) => times[(await frameIn(name)) ?? -1]?.toFixed(1)));
  expect(shown).toEqual(captionTimes(messages.map(({ text }) => text)).map((time) => time.toFixed(1)));
}

async function frameIn(name: string): Promise<number | null> {
  const file = [...room.slack.world.files.values()].findLast((one) => one.name === name);
  const { data, info } = await sharp(file?.data ?? Buffer.alloc(0))
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return readCode({ width: info.width, height: info.height, data }, "top");
}

/** Names of the messages of a job's parts that were posted, in order: "x7k2m9qa-part-3". */
function postedParts(from: number): string[] {
  return room.slack.calls.slice(from).flatMap(({ method, args, ok }) => {
    const key = /"key":"(\w+-part-\w+)"/.exec(args.metadata ?? "")?.[1];
    return method === "chat.postMessage" && ok && key !== undefined ? [key] : [];
  });
}

function keepPage(name: string, { channel, ts }: Place): void {
  const folder = process.env.LONG_PAGES;
  if (folder !== undefined)
    writeFileSync(join(folder, name), renderThreadHtml(room.slack.world, channel, ts));
}

describe("a long video in Slack", () => {
  const mind = patientMind(5);
  let story: Place;

  it("is in the thread as its first stills before the model has said a word", async () => {
    room.think(mind.think);
    story = room.show(five, "five.mp4");
    const glimpse = await eventually(() => {
      const found = room.read(story).find(({ text }) => text.startsWith("Watching. This is what"));
      if (!found) throw new Error(said(story));
      return found;
    });
    expect(glimpse.pictures).toHaveLength(4);
    await expectTrueStills([glimpse], FIVE_PARTS);
    await eventually(() => expect(said(story)).toContain("Asking the model what happens (part 1 of 5)"));
    keepPage("slack-glimpse.html", story);
    mind.mayLookAt(3);
  });

  it("has each part as one message, with the stills of its times and how many parts are done", async () => {
    await eventually(() => expect(said(story)).toContain("Part 3 of 5, 4:00 – 6:00"));
    const parts = partsIn(story).slice(1);
    expect(parts.map(({ text }) => text.slice(0, 12))).toEqual([
      "Part 1 of 5,",
      "Part 2 of 5,",
      "Part 3 of 5,",
    ]);
    await expectTrueStills(parts, FIVE_PARTS);
    await eventually(() => expect(said(story)).toContain("Watching part by part: 3 of 5 done"));
    keepPage("slack-parts.html", story);
    mind.mayLookAt(5);
  });

  it("ends as a summary that takes the place of the parts, with chapters and cards, and 24 segments a press away", async () => {
    const messages = await summarized(story);
    expect(partsIn(story)).toEqual([]);
    expect(said(story)).toContain("All about Red");
    const [strip, ...further] = messages.flatMap((message) => message.pictures);
    expect(further).toEqual([]);
    expect(strip?.alt).toMatch(/^Stills in one picture\. (?:\d:\d\d [^;]+; ){3}\d:\d\d [^;]+\.$/);
    // Ten cards have one, and the message for every other part.
    expect(messages.flatMap(({ actions }) => actions).filter((label) => label === "Ask")).toHaveLength(11);
    expect(messages.flatMap(({ files }) => files)).toContain("report.html");
    const keys = postedParts(0);
    expect(keys).toHaveLength(6);
    expect(new Set(keys).size).toBe(6);
    keepPage("slack-summary.html", story);
    const details = await room.details(story);
    expect(details.flatMap(({ pictures }) => pictures)).toHaveLength(24);
    await expectTrueStills(details, FIVE_PARTS);
  });

  it("shows all segments of a chapter that is picked, each with its still", async () => {
    const mark = room.mark();
    room.slack.people.press(story.channel, story.ts, "1:00 Green, then grey");
    await eventually(() => {
      const pictures = room.since(story, mark).flatMap((message) => message.pictures);
      expect(pictures).toHaveLength(3);
    });
    await eventually(() => expect(room.read(story).flatMap(({ actions }) => actions)).not.toContain("Stop"));
    const more = room.since(story, mark);
    expect(more[0]?.text).toMatch(/^Green, then grey\n1:00 – /);
    await expectTrueStills(more, FIVE_PARTS);
    keepPage("slack-chapter.html", story);
  });
});

describe("a long video that is being watched", () => {
  it("goes on after the program was killed, says nothing twice, and takes the parts away after it was killed again", async () => {
    const calls = room.slack.calls.length;
    await room.model.misbehave("hang", { after: 1 });
    const place = room.show(two, "killed.mp4");
    await eventually(() => expect(said(place)).toContain("Part 1 of 2,"));
    await room.end("SIGKILL");
    await room.model.misbehave(null);
    // The summary will stand, and the parts with it.
    room.slack.trouble.expect("chat.delete", { kind: "rate-limit", retryAfter: 30 });
    await room.start(TWO_MINUTES);
    await eventually(() => expect(said(place)).toMatch(/^Done in /m));
    await eventually(() => expect(room.slack.trouble.left("chat.delete")).toBe(0));
    await room.end("SIGKILL");
    expect(partsIn(place).length).toBeGreaterThan(0);
    await room.start(TWO_MINUTES);
    await summarized(place);
    await eventually(() => expect(partsIn(place)).toEqual([]));
    expect(room.read(place).filter(({ text }) => text.startsWith("All about"))).toHaveLength(1);
    const keys = postedParts(calls).map((key) => key.split("-part-")[1]);
    expect(keys.toSorted()).toEqual(["1", "2", "glimpse"]);
  });

  it("is watched once for two who ask, and goes on for one when the other stops it", async () => {
    const asked = room.model.requests.length;
    await room.model.misbehave("hang", { times: 1 });
    // Another file: players skip the box at its end.
    const ours = Buffer.concat([two, Buffer.from("\0\0\0\u0008free", "latin1")]);
    const first = room.show(ours, "ours.mp4");
    await room.model.request(asked);
    const second = room.show(ours, "ours.mp4", { user: BEA });
    await eventually(() => expect(said(second)).toContain("(part 1 of 2)"));
    room.say(first, "stop");
    await eventually(() => expect(said(first)).toContain("Stopped."));
    await summarized(second);
    expect(said(second)).toContain("All about Red");
    expect(partsIn(second)).toEqual([]);
    expect(said(first)).not.toContain("All about Red");
  });
});

it("broke no rule of the platform, and ends in peace", async () => {
  const { code, stderr } = await room.end("SIGTERM");
  expect(code, stderr).toBe(0);
  expect(stderr).not.toMatch(/"level":[56]0/);
  // A new process cannot know when the one that was killed has posted; Slack would only have it wait.
  const violations = room.slack.world.violations.filter((one) => !/^two posts in \w+ within/.test(one));
  expect(violations).toEqual([]);
});
