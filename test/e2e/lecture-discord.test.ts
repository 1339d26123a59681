import { join } from "node:path";
import { expect, it } from "vitest";
import { readableText } from "../fakes/discord/reading.ts";
import { makeSlideClip, readSlide, THREE_SLIDES } from "../fixtures/slide-clip.ts";
import { eventually } from "../support/eventually.ts";
import { decodeJpeg } from "../support/read-picture.ts";
import { openRoom } from "./discord-room.ts";

it("Discord shows the slides of a lecture, each once with what was said to it, also after the video was watched for nothing special", async () => {
  await using room = await openRoom();
  await makeSlideClip(join(room.folder, "talk.mp4"), THREE_SLIDES);
  await room.start();
  const asked = room.discord.people.runs(room.ada, room.films, "summarize", { video: room.clip("talk.mp4") });
  const thread = await room.thread(() => asked.reply);
  const summary = await room.heard(thread, "One after the other the video shows");
  expect(readableText(summary)).not.toContain("Slides");
  await eventually(() => expect(room.textsOf(thread).join("\n")).toMatch(/^Done in /m));

  const mark = room.mark();
  await room.press(thread, "Watch as", "Lecture");
  const lecture = await room.heard(thread, "Key terms", mark);
  expect(readableText(lecture)).toContain("0:06 Entropy: how many ways there are");
  const cards = await room.details(thread);
  const pictures = cards.flatMap(({ files }) => files);
  const slides = await Promise.all(pictures.map(async ({ data }) => readSlide(await decodeJpeg(data))));
  expect(slides).toEqual([
    { slide: 1, lines: 3 },
    { slide: 2, lines: 4 },
    { slide: 3, lines: 3 },
  ]);
  expect(cards.map(readableText).join("\n")).toContain("Here is the second slide. And now it is complete.");
});
