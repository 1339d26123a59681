import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type SpeechServer, startSpeechServer } from "../fakes/speech-server/speech-server.ts";
import { makeSoundClip } from "../fixtures/sound-clip.ts";
import { NO_VOICE } from "../fixtures/sounds.ts";
import { eventually } from "../support/eventually.ts";
import { folderHolds } from "../support/folder-contents.ts";
import { runningProcesses } from "../support/processes.ts";
import { describeUnless } from "../support/unless.ts";
import { openRoom, type Place, type Room, textOf } from "./slack-room.ts";

/** Far enough apart that each is a piece of its own. A voice is what detection finds, marks are what the double hears. */
const SPOKEN = [4, 14, 24, 34, 44];
const TRACK = {
  spoken: SPOKEN.map((start) => ({ start, end: start + 2 })),
  said: SPOKEN.map((at) => ({ at, text: "The budget grows by ten percent this year." })),
};

describeUnless(NO_VOICE, "a bot that listens", () => {
  let room: Room;
  let speech: SpeechServer;
  let clip: Buffer;
  let story: Place;
  let log = "";

  const start = () => room.start({ SPEECH_BASE_URL: speech.url, SPEECH_PARALLEL: "1", LOG_LEVEL: "debug" });
  const kill = async (signal: "SIGKILL" | "SIGTERM") => {
    log += (await room.end(signal)).stderr;
  };
  const lengths = () => speech.requests.map(({ seconds }) => seconds);
  const data = () => join(room.folder, "data");

  beforeAll(async () => {
    room = await openRoom();
    speech = await startSpeechServer();
    const path = join(room.folder, "talk.mp4");
    await makeSoundClip(path, { seconds: 50, tracks: [TRACK] });
    clip = readFileSync(path);
    await start();
  });

  afterAll(async () => {
    await room[Symbol.asyncDispose]();
    await speech.stop();
  });

  it("ends all of it when it is told to stop, and what it has heard can be forgotten", async () => {
    speech.misbehave("slow");
    speech.release(2);
    story = room.show(clip, "talk.mp4");
    await eventually(() => expect(speech.requests).toHaveLength(3));
    expect(folderHolds(data(), "mark ")).toBe(true);
    room.say(story, "stop");
    await eventually(() => expect(room.read(story)[0]?.text).toBe("Stopped."));
    await eventually(() => expect(speech.requests[2]?.wasLeft).toBe(true));
    await eventually(() => expect(readdirSync(room.temporary)).toEqual([]));
    expect(runningProcesses(room.folder).filter((line) => line.includes("ff"))).toEqual([]);
    expect(speech.requests).toHaveLength(3);
    const mark = room.mark();
    const { channel, ts } = story;
    room.slack.people.say({ text: "forget", mention: true, channel, under: ts });
    await eventually(() => expect(textOf(room.since(story, mark))).toContain("forget"));
    expect(folderHolds(data(), "mark ")).toBe(false);
  });

  it("asks after its death only for what it had not heard", async () => {
    const asked = speech.requests.length;
    speech.release(2);
    story = room.show(clip, "talk.mp4");
    await eventually(() => expect(speech.requests).toHaveLength(asked + 3));
    await kill("SIGKILL");
    speech.misbehave(null);
    await room.model.misbehave("hang");
    const questions = room.model.requests.length;
    await start();
    await room.model.request(questions);
    const [, , lost, ...later] = lengths().slice(asked);
    expect(later).toHaveLength(SPOKEN.length - 2);
    expect(later).toContain(lost);
  });

  it("asks for nothing once all is heard, though it dies before a summary is made of it", async () => {
    const asked = speech.requests.length;
    await kill("SIGKILL");
    await room.model.misbehave(null);
    await start();
    await eventually(async () => expect(textOf(await room.read(story))).toMatch(/^Done in /m));
    expect(speech.requests).toHaveLength(asked);
    const details = textOf(await room.details(story));
    for (const at of SPOKEN) expect(details).toMatch(new RegExp(`“mark (${at}|${at + 1})”`));
  });

  it("writes no spoken word to its log", async () => {
    await kill("SIGTERM");
    expect(log).toContain("piece heard");
    expect(log).not.toMatch(/mark \d/);
  });
});
