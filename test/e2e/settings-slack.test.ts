import { expect, it } from "vitest";
import { must } from "../fakes/discord/world.ts";
import { ADA, BEA, LIN } from "../fakes/slack/world.ts";
import { eventually } from "../support/eventually.ts";
import { openRoom, type Place, textOf } from "./slack-room.ts";

const CLIP = {
  ...{ rate: 10, width: 352, height: 180, moving: true },
  shots: [
    { colour: "green", frames: 20 },
    { colour: "blue", frames: 20 },
  ],
} as const;

it("suggests what to begin with, works as the administrators of a workspace have set it, says so, and deletes what a person brought", async () => {
  await using room = await openRoom();
  const name = "canary-of-settings.mp4";
  const clip = await room.clip("clip.mp4", CLIP);
  await room.start();
  const { people, world } = room.slack;
  const said = (place: Place) => textOf(room.read(place));
  /** The thread that a slash command opens, once the words stand there. */
  const run = async (text: string, user: typeof ADA, words: string): Promise<Place> => {
    const from = world.messages.length;
    people.command("/cuepoint", text, { user });
    return eventually(() => {
      const root = world.messages.slice(from).find((message) => message.text.includes("/cuepoint"));
      if (!root) throw new Error("no thread was opened");
      const place = { id: `${root.channel}:${root.ts}`, channel: root.channel, ts: root.ts };
      expect(said(place)).toContain(words);
      return place;
    });
  };
  const heardIn = (place: Place, words: string) => eventually(() => expect(said(place)).toContain(words));

  people.openHome(ADA, "messages");
  const { prompts } = await eventually(() => must(world.suggested.get("D0ADA"), "suggestions"));
  const [summarize, find] = prompts.map(({ message: text }) => people.say({ text, direct: true }));
  await heardIn(
    must(summarize, "a prompt"),
    "Attach a video or send me a link to one, and I’ll summarize it.",
  );
  await heardIn(must(find, "a prompt"), "What should I look for?");

  await run("settings language fr", ADA, "Only an admin of this channel can change its settings.");
  await run("settings language de, sound off, who <@U0BEA|bea>, scope workspace", LIN, "已保存");
  const refused = room.show(clip, name, { user: ADA });
  await heardIn(refused, "An admin has limited who can use me here. Ask them to add you.");
  expect(room.model.requests).toEqual([]);

  const place = room.show(clip, name, { user: BEA });
  await heardIn(place, "The whole picture is green.");
  await heardIn(place, "Sound not used");
  expect(JSON.stringify(room.model.requests)).toContain("German");
  await eventually(() => expect(room.read(place).flatMap(({ actions }) => actions)).not.toContain("Stop"));
  const status = people.say({ text: "status", mention: true, user: BEA });
  await heardIn(status, "Settings here: Language: de, Sound: off, Who may use me: admins and these: U0BEA");

  // Who may not use it may still know what is kept, and has nothing to delete.
  const privacy = await run("privacy", ADA, "What I keep");
  expect(said(privacy)).toContain("up to 7 days after the last use");
  expect(room.remembers(name)).toBe(true);
  people.press(privacy.channel, privacy.ts, "Delete mine", BEA);
  await eventually(() =>
    expect(world.whispers).toMatchObject([
      { user: BEA.id, text: expect.stringContaining("Deleted: one video of yours") },
    ]),
  );
  expect(room.remembers(name)).toBe(false);
  people.press(privacy.channel, privacy.ts, "Delete mine", ADA);
  await eventually(() => expect(world.whispers).toHaveLength(2));
  expect(world.whispers[1]).toMatchObject({ user: ADA.id, text: "I have nothing of yours here." });
  expect(world.violations).toEqual([]);
});
