import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cardsIn, labelsOf, readableText } from "../fakes/discord/reading.ts";
import type { FakeChannel, FakeMessage } from "../fakes/discord/world.ts";
import { type ClipOptions, frameTimes, makeClip } from "../fixtures/clip.ts";
import { eventually } from "../support/eventually.ts";
import { codesIn, openRoom, type Room } from "./discord-room.ts";
import { captionTimes, FIVE_PARTS, patientMind, TWO_MINUTES, TWO_PARTS } from "./long-video.ts";

let room: Room;

beforeAll(async () => {
  room = await openRoom();
  await makeClip(join(room.folder, "two.mp4"), TWO_PARTS);
  await makeClip(join(room.folder, "five.mp4"), FIVE_PARTS);
  await room.start(TWO_MINUTES);
});

afterAll(() => room[Symbol.asyncDispose]());

function summarize(
  name: string,
  as: string,
  { person = room.ada, options = {} }: { person?: typeof room.ada; options?: Record<string, string> } = {},
): Promise<FakeChannel> {
  const asked = room.discord.people.runs(person, room.films, "summarize", {
    video: room.clip(name, as),
    options,
  });
  return room.thread(() => asked.reply);
}

const read = (place: FakeChannel) => room.discord.read(place);
const said = (place: FakeChannel) => room.textsOf(place).join("\n");
const partsIn = (place: FakeChannel) =>
  read(place).filter((message) => /^(Part \d+ of|Watching\. This)/.test(readableText(message)));

async function summarized(place: FakeChannel): Promise<readonly FakeMessage[]> {
  await eventually(() => expect(said(place)).toMatch(/^Done in /m));
  await eventually(() => expect(read(place).flatMap(labelsOf)).not.toContain("Stop"));
  return read(place);
}

/** What each still shows is the frame at the time that its caption says. */
async function expectTrueStills(messages: readonly FakeMessage[], clip: ClipOptions): Promise<void> {
  const times = frameTimes(clip);
  const codes = await codesIn(messages.flatMap(({ files }) => files));
  expect(codes.map((code) => times[code ?? -1]?.toFixed(1))).toEqual(
    captionTimes(messages.map(readableText)).map((time) => time.toFixed(1)),
  );
}

const GLIMPSE = "Watching. This is what it looks like so far";
const firstOf = (message: FakeMessage) => readableText(message).split(/[:,\n]/, 1)[0] ?? "";

/** First lines of the parts' messages that were sent, in order. */
function sentParts(from: number): string[] {
  return room.discord.requests.slice(from).flatMap(({ method, path, body }) => {
    const { components } = (body ?? {}) as { components?: readonly { content?: string }[] };
    const [first = ""] = (components?.[0]?.content ?? "").replace(/^## /, "").split(/[:,\n]/, 1);
    return method === "POST" && path.endsWith("/messages") && /^(Part|Watching)/.test(first) ? [first] : [];
  });
}

describe("a long video in Discord", () => {
  const mind = patientMind(5);
  let story: FakeChannel;

  it("is in the thread as its first stills before the model has said a word", async () => {
    room.think(mind.think);
    story = await summarize("five.mp4", "five.mp4");
    const glimpse = await room.heard(story, /^Watching\. This is what/);
    expect(cardsIn(glimpse)).toHaveLength(4);
    await expectTrueStills([glimpse], FIVE_PARTS);
    await eventually(() => expect(said(story)).toContain("Asking the model what happens (part 1 of 5)"));
    mind.mayLookAt(3);
  });

  it("has each part as one message, with the stills of its times and how many parts are done", async () => {
    await room.heard(story, "Part 3 of 5, 4:00 – 6:00");
    const parts = partsIn(story).slice(1);
    expect(parts.map((part) => readableText(part).slice(0, 11))).toEqual([
      "Part 1 of 5",
      "Part 2 of 5",
      "Part 3 of 5",
    ]);
    await expectTrueStills(parts, FIVE_PARTS);
    await eventually(() => expect(said(story)).toContain("Watching part by part: 3 of 5 done"));
    mind.mayLookAt(5);
  });

  it("ends as a summary that takes the place of the parts, with chapters and at most 24 segments", async () => {
    const messages = await summarized(story);
    expect(partsIn(story)).toEqual([]);
    expect(said(story)).toContain("All about Red");
    expect(messages.flatMap(({ files }) => files.map(({ name }) => name))).toContain("report.html");
    expect(sentParts(0).toSorted()).toEqual([
      ...Array.from({ length: 5 }, (_, i) => `Part ${i + 1} of 5`),
      GLIMPSE,
    ]);
    const cards = await room.details(story);
    expect(cards.flatMap(cardsIn)).toHaveLength(24);
    await expectTrueStills(cards, FIVE_PARTS);
  });

  it("shows all segments of a chapter that is picked, each with its still", async () => {
    const { id } = await room.press(story, "More of a chapter", "1:00 Green, then grey");
    await room.heard(story, /^Green, then grey/, id);
    await eventually(() => expect(read(story).flatMap(labelsOf)).not.toContain("Stop"));
    const more = room.since(story, id);
    expect(more.flatMap(cardsIn)).toHaveLength(3);
    await expectTrueStills(more, FIVE_PARTS);
  });
});

describe("a long video that is being watched", () => {
  it("goes on after the program was killed, says nothing twice, and takes the parts away after it was killed again", async () => {
    await room.model.misbehave("hang", { after: 1 });
    const place = await summarize("two.mp4", "killed.mp4");
    await room.heard(place, "Part 1 of 2");
    await room.end("SIGKILL");
    await room.model.misbehave(null);
    // The summary will stand, and the parts with it.
    const path = new RegExp(`^/channels/${place.id}/messages/\\d+$`);
    const headers = { "retry-after": "30", "x-ratelimit-scope": "user" };
    const body = { message: "You are being rate limited.", retry_after: 30, global: false };
    room.discord.fail({ method: "DELETE", path, status: 429, headers, body });
    await room.start(TWO_MINUTES);
    await eventually(() => expect(said(place)).toMatch(/^Done in /m));
    await eventually(() => {
      const removing = room.discord.requests.some(
        ({ method, path: at }) => method === "DELETE" && path.test(at),
      );
      expect(removing).toBe(true);
    });
    await room.end("SIGKILL");
    // One that was posted and not written down is sent again, and Discord knows it by its nonce.
    expect(partsIn(place).map(firstOf).toSorted()).toEqual([
      ...Array.from({ length: 2 }, (_, i) => `Part ${i + 1} of 2`),
      GLIMPSE,
    ]);
    await room.start(TWO_MINUTES);
    await summarized(place);
    await eventually(() => expect(partsIn(place)).toEqual([]));
    expect(read(place).filter((one) => readableText(one).startsWith("All about"))).toHaveLength(1);
  });

  it("does not say the parts again when it is tried again after it was stopped", async () => {
    const before = room.discord.requests.length;
    // Whatever comes after the first part waits, so that there is something to stop.
    await room.model.misbehave("hang", { after: 1 });
    const place = await summarize("two.mp4", "again.mp4", { options: { detail: "brief" } });
    await room.heard(place, "Part 1 of 2");
    room.discord.people.says(room.ada, place, { text: "stop" });
    await room.heard(place, "Stopped.");
    await room.model.misbehave(null);
    room.discord.people.says(room.ada, place, { text: "retry" });
    await summarized(place);
    expect(partsIn(place)).toEqual([]);
    const sent = sentParts(before);
    expect(sent).toHaveLength(new Set(sent).size);
  });
});

it("broke no rule of the platform, and ends in peace", async () => {
  const { code, stderr } = await room.end("SIGTERM");
  expect(code, stderr).toBe(0);
  expect(stderr).not.toMatch(/"level":[56]0/);
  expect(room.discord.violations).toEqual([]);
});
