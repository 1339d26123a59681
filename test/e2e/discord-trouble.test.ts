import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { labelsOf, readableText } from "../fakes/discord/reading.ts";
import type { FakeChannel } from "../fakes/discord/world.ts";
import { seeingBrain } from "../fakes/model-server/brain.ts";
import { makeClip } from "../fixtures/clip.ts";
import { eventually } from "../support/eventually.ts";
import { openRoom, type Room } from "./discord-room.ts";

let room: Room;
let keyframes = 3;

beforeAll(async () => {
  room = await openRoom();
  const shots = (["red", "blue", "teal"] as const).map((colour) => ({ colour, frames: 40 }));
  await makeClip(join(room.folder, "film.mp4"), { shots, rate: 10, width: 320, height: 180 });
  await room.start();
});

afterAll(() => room[Symbol.asyncDispose]());

beforeEach(async () => {
  room.discord.places.deny(room.films, []);
  await room.discord.settled();
});

/** Has the clip summarized; `trouble` comes while the model looks at it. Each time with other wishes, so that it looks. */
async function summarized(trouble: () => void) {
  let hasCome = false;
  room.think((request) => {
    if (!hasCome) trouble();
    hasCome = true;
    return seeingBrain(request);
  });
  keyframes += 1;
  const video = room.clip("film.mp4");
  const asked = room.discord.people.runs(room.ada, room.films, "summarize", {
    video,
    options: { keyframes },
  });
  const thread = await room.thread(() => asked.reply);
  return { asked, thread };
}

const filesIn = (thread: FakeChannel) => room.discord.read(thread).flatMap(({ files }) => files);
const buttonsIn = (thread: FakeChannel) => room.discord.read(thread).flatMap(labelsOf);
const over = (thread: FakeChannel) => eventually(() => expect(buttonsIn(thread)).not.toContain("Stop"));

it("gives a summary without its pictures where the right to attach them goes while it is made", async () => {
  const { thread } = await summarized(() => room.discord.places.deny(room.films, ["AttachFiles"]));
  await room.heard(thread, "Red, blue, teal");
  await room.heard(thread, "Attach Files");
  await over(thread);
  expect(filesIn(thread)).toEqual([]);
  expect(room.textsOf(thread).join("\n")).not.toMatch(/did not work|Failed/);
});

it("puts the summary in the place of its progress where nothing new may be written, and says to whom asked why", async () => {
  const { asked, thread } = await summarized(() =>
    room.discord.places.deny(room.films, ["SendMessagesInThreads"]),
  );
  await room.heard(thread, "Red, blue, teal");
  await over(thread);
  expect(room.discord.read(thread)).toHaveLength(1);
  await eventually(() =>
    expect(asked.whispers).toEqual([expect.stringContaining("Send Messages in Threads")]),
  );
});

it("loses nothing to seconds in which Discord does not know the token", async () => {
  const { thread } = await summarized(() =>
    room.discord.fail({ path: /^\/channels\/\d+\/messages/, status: 401, code: 0, times: 3 }),
  );
  await room.heard(thread, "Red, blue, teal");
  await over(thread);
  expect(filesIn(thread).map(({ name }) => name)).toContain("report.html");
  expect(room.discord.read(thread).map(readableText).join("\n")).not.toMatch(/did not work|Failed/);
});

it("shows at once that it is at work, though neither the file server nor the model ever answers", async () => {
  const { people, world, requests } = room.discord;
  const looked = room.model.requests.length;
  world.isCdnSilent = true;
  await room.model.misbehave("hang");
  const video = room.clip("film.mp4");
  const asked = people.runs(room.ada, room.films, "summarize", { video, options: { keyframes: 9 } });
  const thread = await room.thread(() => asked.reply);
  const mention = people.says(room.ada, room.films, { text: "what happens?", mention: true, files: [video] });
  const picked = people.picks(room.ada, mention, "Summarize video");
  await eventually(() =>
    expect(requests.map(({ path }) => path)).toContain(`/channels/${room.films.id}/typing`),
  );
  await eventually(() => expect(picked.acknowledged).toBe(true));
  await room.heard(thread, "Opening the video");
  expect(room.model.requests).toHaveLength(looked);
  people.runs(room.ada, thread, "cancel");
  await over(thread);
  world.isCdnSilent = false;
  await room.model.misbehave(null);
});
