import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { subtitledClip } from "../fixtures/subtitled-clip.ts";
import { openRoom } from "./discord-room.ts";

const SAID = "The budget is 40,000.";

/** Beside it lies the original, whose own subtitles it keeps. */
function databaseHolds(folder: string, words: string): boolean {
  const files = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile());
  return files.some(({ name }) => readFileSync(join(folder, name)).includes(words));
}

it("in a channel where listening is turned off nothing that is said is used or kept, and the answer says so", async () => {
  await using room = await openRoom();
  const { places, people } = room.discord;
  const quiet = places.channel(room.guild, "quiet");
  const lines = [[1, 2, SAID] as const];
  await subtitledClip(join(room.folder, "talk.mp4"), { codec: "mov_text", tracks: [{ lines }] });
  await room.start({ SOUND_DENY_PLACES: quiet.id });
  const summarizeIn = async (place: typeof quiet) => {
    const asked = people.runs(room.ada, place, "summarize", { video: room.clip("talk.mp4") });
    return room.thread(() => asked.reply);
  };

  const unheard = await summarizeIn(quiet);
  await room.heard(unheard, "Sound not used: it is turned off here.");
  expect(JSON.stringify(room.model.requests)).not.toContain(SAID);
  expect(databaseHolds(room.data, SAID)).toBe(false);

  // The same file elsewhere in the server is another matter, and what is known there does not come back here.
  await room.heard(await summarizeIn(room.films), "Words from the video’s subtitles.");
  expect(JSON.stringify(room.model.requests)).toContain(SAID);
  expect(databaseHolds(room.data, SAID)).toBe(true);
  await room.heard(await summarizeIn(quiet), "Sound not used: it is turned off here.");
});
