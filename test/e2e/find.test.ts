import { join } from "node:path";
import { ChannelType } from "discord.js";
import { afterAll, beforeAll, expect, it } from "vitest";
import { cardsIn, linksIn } from "../fakes/discord/reading.ts";
import type { FakeChannel } from "../fakes/discord/world.ts";
import { type ClipOptions, makeClip } from "../fixtures/clip.ts";
import { eventually } from "../support/eventually.ts";
import { codesIn, openRoom, type Room } from "./discord-room.ts";

const CLIP = {
  shots: [
    { colour: "red", frames: 40 },
    { colour: "teal", frames: 40 },
  ],
  rate: 10,
  width: 320,
  height: 180,
} as const satisfies ClipOptions;

let room: Room;
let thread: FakeChannel;
/** A private thread of the same channel. */
let secret: FakeChannel;

beforeAll(async () => {
  room = await openRoom();
  await makeClip(join(room.folder, "film.mp4"), CLIP);
  secret = room.discord.places.thread(room.films, "secret", ChannelType.PrivateThread);
  await room.start();
  const video = room.clip("film.mp4");
  const asked = room.discord.people.runs(room.ada, room.films, "summarize", { video });
  thread = await room.thread(() => asked.reply);
  await room.heard(thread, /^Done in /m);
  // Where the summary stands is written down after it was posted.
  await eventually(() => expect(room.remembers(`${room.guild.id}/${thread.id}/`)).toBe(true));
});

afterAll(() => room[Symbol.asyncDispose]());

/** Runs /find in the place and returns the reply. */
async function find(place: FakeChannel, words: string, said: RegExp) {
  const { id } = room.discord.people.runs(room.ada, place, "find", { options: { words } });
  return room.heard(place, said, id);
}

it("a moment is found by its words in its channel, with its still and the way to its thread", async () => {
  const found = await find(room.films, "teal", /in one video\./);
  const cards = cardsIn(found);
  expect(cards.map(({ lines }) => lines[1])).toEqual(["1 · Red, teal"]);
  expect(cards[0]?.lines.join("\n")).toContain("Open its summary");
  const address = `https://discord.com/channels/${room.guild.id}/${thread.id}/`;
  const links = linksIn(found);
  expect(links.length).toBeGreaterThanOrEqual(2);
  for (const link of links) expect(link).toContain(address);
  const [code] = await codesIn(found.files);
  expect(code).toBeGreaterThanOrEqual(40);
});

it("its number asks about it, in the channel where it was found", async () => {
  const { people } = room.discord;
  const said = people.says(room.ada, room.films, { mention: true, text: "ask 1 what is shown last?" });
  await room.heard(room.films, "The picture is teal.", said.id);
  const asked = people.runs(room.ada, room.films, "ask", {
    options: { question: "Is anything red?", found: 1 },
  });
  const answer = await room.heard(room.films, "Yes, the picture is red.", asked.id);
  expect((await codesIn(answer.files)).every((code) => code !== null && code < 40)).toBe(true);
});

it("no other channel finds it, nor a direct message", async () => {
  const { places, people } = room.discord;
  const other = await find(places.channel(room.guild, "other"), "teal", /don’t know any videos here/);
  const direct = places.direct(room.ada);
  people.says(room.ada, direct, { text: "find teal" });
  const alone = await room.heard(direct, /don’t know any videos here/);
  expect([other, alone].flatMap((message) => [...cardsIn(message), ...message.files])).toEqual([]);
});

it("what was shown in a private thread is found there and nowhere else", async () => {
  const { people } = room.discord;
  const clip = room.clip("film.mp4", "secret.mp4");
  people.says(room.ada, secret, { mention: true, text: "what is this?", files: [clip] });
  await room.heard(secret, /^Done in /m);
  await find(secret, "teal", /One moment in one video\./);
  people.runs(room.ada, thread, "forget");
  await room.heard(thread, /Forgotten\./);
  await find(room.films, "teal", /don’t know any videos here/);
  const message = await find(secret, "teal", /One moment in one video\./);
  expect(linksIn(message)[0]).toContain(`/${secret.id}/`);
});
