import { join } from "node:path";
import { expect, it } from "vitest";
import { labelsOf, readableText } from "../fakes/discord/reading.ts";
import { subtitledClip } from "../fixtures/subtitled-clip.ts";
import { eventually } from "../support/eventually.ts";
import { openRoom } from "./discord-room.ts";

const SAID = "The budget is 40,000.";
const MANAGE_MESSAGES = 0x2000n;

it("works as the administrators of a channel have set it, says so, and deletes what a person brought", async () => {
  await using room = await openRoom();
  const { places, people } = room.discord;
  const role = places.role(room.guild);
  const owner = places.person("Mo", { permissions: MANAGE_MESSAGES });
  const ben = places.person("Ben", { roles: [role] });
  await subtitledClip(join(room.folder, "canary.mp4"), {
    codec: "mov_text",
    tracks: [{ lines: [[1, 2, SAID] as const] }],
  });
  await room.start();
  const { films, ada } = room;
  const answerTo = async (run: () => void, words: RegExp | string) => {
    const mark = room.mark();
    run();
    const message = await room.heard(films, words, mark);
    return { message, text: readableText(message) };
  };
  const set = (person: typeof ada, options: Record<string, string | number> = {}) =>
    people.runs(person, films, "cuepoint settings", { options });

  // Only those who administer the channel set anything.
  await answerTo(
    () => set(ada, { language: "fr" }),
    "Only an admin of this channel can change its settings.",
  );
  const saved = await answerTo(() => set(owner, { language: "de", sound: "off", "keep-days": 3 }), "Saved.");
  expect(saved.text).toContain("Kept for: 3 days after its last use");
  const shown = await answerTo(() => set(ada), "Settings of this channel:");
  expect(shown.text).toContain("Sound: off");
  await room.end("SIGTERM");
  await room.start();
  await answerTo(() => people.runs(ada, films, "status"), /Settings here: Language: de, Sound: off/);

  const asked = people.runs(ada, films, "summarize", { video: room.clip("canary.mp4") });
  const thread = await room.thread(() => asked.reply);
  await room.heard(thread, "Sound not used: it is turned off here.");
  expect(JSON.stringify(room.model.requests)).toContain("German");
  expect(JSON.stringify(room.model.requests)).not.toContain(SAID);

  // A role may use it: who has it is answered, who has not is told, and may still see and delete what is kept.
  await answerTo(() => set(owner, { who: `<@&${role}>` }), "Saved.");
  const words = "An admin has limited who can use me here. Ask them to add you.";
  await answerTo(() => people.runs(ada, films, "summarize", { video: room.clip("canary.mp4") }), words);
  const mark = room.mark();
  people.says(ada, thread, { text: "Is the picture red?" });
  people.says(ben, thread, { text: "Is the picture blue?" });
  await room.heard(thread, "I can’t see that in the frames", mark);
  await room.discord.settled();
  // Two questions and one answer: talk among others is not met with a refusal.
  await eventually(() => expect(room.since(thread, mark)).toHaveLength(3));

  const privacy = () => people.runs(ada, films, "cuepoint privacy");
  const { message, text } = await answerTo(privacy, "What I keep");
  expect(text).toContain("an admin has set 3 days after the last use here");
  expect(text).toContain("What is said is not used here.");
  expect(labelsOf(message)).toEqual(["Delete mine"]);
  expect(room.remembers("canary.mp4")).toBe(true);
  const bens = people.presses(ben, message, "Delete mine");
  await eventually(() => expect(bens.whispers.join()).toContain("I had none of your videos"));
  expect(room.remembers("canary.mp4")).toBe(true);
  expect(room.remembers("Is the picture blue?")).toBe(false);
  const adas = people.presses(ada, message, "Delete mine");
  await eventually(() => expect(adas.whispers.join()).toContain("Deleted: one video of yours"));
  expect(room.remembers("canary.mp4")).toBe(false);

  // Where she has only brought it along, the video is hers alone, and goes with the same words.
  const abroad = places.channel(places.guild({ isJoined: false }), "abroad");
  people.runs(ada, abroad, "summarize", { video: room.clip("canary.mp4") });
  await room.heard(abroad, "Ask about this video with /ask.");
  const answered = async (person: typeof ada, words: string) => {
    const since = room.mark();
    people.runs(person, abroad, "ask", { options: { question: "Is the picture green?" } });
    await room.heard(abroad, words, since);
  };
  await answered(ada, "I can’t see that in the frames");
  await answered(ben, "I don’t have a video for this thread.");
  expect(room.remembers("canary.mp4")).toBe(true);
  people.runs(ada, abroad, "cuepoint privacy", { options: { "delete-mine": true } });
  await room.heard(abroad, "Deleted: one video of yours");
  expect(room.remembers("canary.mp4")).toBe(false);

  // What was set goes with the channel, the ids of those who may use it among it.
  expect(room.remembers('"keepDays":3')).toBe(true);
  places.removeChannel(films);
  await eventually(() => expect(room.remembers('"keepDays":3')).toBe(false));
  expect(room.discord.violations).toEqual([]);
});
