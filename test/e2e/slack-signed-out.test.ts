import { afterAll, beforeAll, expect, it } from "vitest";
import { seeingBrain } from "../fakes/model-server/brain.ts";
import { BEA } from "../fakes/slack/world.ts";
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
/** More than one call bears with: two jobs hear it at their ends, and one of them again when it comes back. */
const REFUSALS = 9;
const UNKNOWN = { kind: "refuse", error: "invalid_auth" } as const;

let room: Room;

beforeAll(async () => {
  room = await openRoom();
  await room.start();
});

afterAll(async () => {
  await room[Symbol.asyncDispose]();
});

it("answers every job once, when Slack did not know the token from when the model was asked", async () => {
  const clip = await room.clip("clip.mp4", CLIP);
  const isBegun = Promise.withResolvers<void>();
  room.think(async (request) => {
    await isBegun.promise;
    return seeingBrain(request);
  });
  const places = [room.show(clip, "one.mp4"), room.show(clip, "two.mp4", { channel: "C0OTHER", user: BEA })];
  for (const place of places) await eventually(() => expect(room.read(place)).toHaveLength(1));
  const { trouble } = room.slack;
  for (const method of ["chat.update", "files.completeUploadExternal"]) trouble.expect(method, UNKNOWN);
  trouble.expect("chat.postMessage", UNKNOWN, REFUSALS);
  isBegun.resolve();
  const summaries = (place: Place) =>
    textOf(room.read(place)).match(/The whole picture is green\./g)?.length ?? 0;
  for (const place of places) {
    await eventually(() => expect(summaries(place)).toBe(1));
    await eventually(() => expect(room.read(place).flatMap(({ actions }) => actions)).not.toContain("Stop"));
    expect(textOf(room.read(place))).not.toMatch(/did(n’t| not) work|Failed/);
  }
  expect(trouble.left("chat.postMessage")).toBe(0);
}, 180_000);
