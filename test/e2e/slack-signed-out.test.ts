import { afterAll, beforeAll, expect, it } from "vitest";
import { seeingBrain } from "../fakes/model-server/brain.ts";
import { BOT_TOKEN } from "../fakes/slack/world.ts";
import type { ClipOptions } from "../fixtures/clip.ts";
import { eventually } from "../support/eventually.ts";
import { openRoom, type Place, type Room, textOf } from "./slack-room.ts";

const CLIP: ClipOptions = {
  rate: 10,
  width: 320,
  height: 180,
  moving: true,
  shots: [
    { colour: "green", frames: 20 },
    { colour: "blue", frames: 20 },
  ],
};
/** More than one call bears with: two jobs have heard it at their ends. */
const REFUSALS = 12;

let room: Room;

beforeAll(async () => {
  room = await openRoom();
  await room.start();
});

afterAll(async () => {
  await room[Symbol.asyncDispose]();
});

it("answers every job once, when Slack did not know the token while the model was being asked", async () => {
  const clip = await room.clip("clip.mp4", CLIP);
  const { tokens } = room.slack.world;
  const scopes = tokens.get(BOT_TOKEN) ?? new Set<string>();
  room.think((request) => {
    tokens.delete(BOT_TOKEN);
    return seeingBrain(request);
  });
  const places = [room.show(clip, "one.mp4"), room.show(clip, "two.mp4", { channel: "C0OTHER" })];
  const refused = () => room.slack.calls.filter(({ method, ok }) => method.startsWith("chat.") && !ok);
  await eventually(() => expect(refused().length).toBeGreaterThanOrEqual(REFUSALS));
  room.think(seeingBrain);
  tokens.set(BOT_TOKEN, scopes);
  const summaries = (place: Place) =>
    textOf(room.read(place)).match(/The whole picture is green\./g)?.length ?? 0;
  for (const place of places) {
    await eventually(() => expect(summaries(place)).toBe(1));
    await eventually(() => expect(room.read(place).flatMap(({ actions }) => actions)).not.toContain("Stop"));
    expect(textOf(room.read(place))).not.toMatch(/did(n’t| not) work|Failed/);
  }
}, 180_000);
