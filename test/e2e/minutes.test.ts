import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { summaryJsonSchema } from "../../src/summary/summary-json-schema.ts";
import { type ModelServer, startModelServer } from "../fakes/model-server/model-server.ts";
import { renderThreadHtml } from "../fakes/slack/thread-html.ts";
import { type SpeechServer, startSpeechServer } from "../fakes/speech-server/speech-server.ts";
import { type ClipOptions, ffmpeg, frameTimes, makeClip } from "../fixtures/clip.ts";
import { readCode } from "../fixtures/paint.ts";
import { makeSoundClip } from "../fixtures/sound-clip.ts";
import { NO_VOICE } from "../fixtures/sounds.ts";
import { eventually } from "../support/eventually.ts";
import { startCuepoint } from "../support/run-cuepoint.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { describeUnless } from "../support/unless.ts";
import { MINUTES, THREE_PARTS } from "./long-video.ts";
import { openRoom, type Place, type Room, textOf } from "./slack-room.ts";

const folder = temporaryFolder();
/** A folder for the pages, to look at. */
const PAGES = process.env.MINUTES_PAGES;

const keep = (name: string, page: string) => {
  if (PAGES !== undefined) writeFileSync(join(PAGES, name), page);
};

/** The frame's number, burnt into its upper edge. */
async function codeIn(path: string): Promise<number | null> {
  const { data, info } = await sharp(path).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  return readCode({ width: info.width, height: info.height, data }, "top");
}

const SMALL = { rate: 10, width: 320, height: 180 } as const;
const TALK: ClipOptions = {
  ...SMALL,
  shots: (["red", "blue", "teal", "orange"] as const).map((colour) => ({ colour, frames: 40 })),
};

/** What is said, and when. */
const SAID = [
  [1, "Let's talk about the budget."],
  [4, "We agreed on ten percent more."],
  [7, "Ana will write it down by Friday."],
  [10, "Who pays for it?"],
] as const;

/** With the lines as subtitles, two seconds each. */
async function makeTalk(path: string, picture: ClipOptions, said: readonly (readonly [number, string])[]) {
  const clock = (seconds: number) => new Date(seconds * 1_000).toISOString().slice(11, 19);
  const srt = said.map(([at, text], i) => `${i + 1}\n${clock(at)},000 --> ${clock(at + 2)},000\n${text}\n`);
  await makeClip(`${path}.plain.mp4`, picture);
  writeFileSync(`${path}.srt`, srt.join("\n"));
  const inputs = ["-i", `${path}.plain.mp4`, "-i", `${path}.srt`, "-c", "copy", "-c:s", "mov_text"];
  await ffmpeg([...inputs, "-metadata:s:s:0", "language=eng", path]);
}

describe("a meeting in Slack", () => {
  let room: Room;
  let meeting: Place;
  let asked = 0;

  beforeAll(async () => {
    const talk = join(folder, "talk.mp4");
    await makeTalk(talk, TALK, SAID);
    room = await openRoom();
    await room.start();
    meeting = room.show(readFileSync(talk), "talk.mp4");
    await ended();
  });
  afterAll(() => room[Symbol.asyncDispose]());

  const said = () => textOf(room.read(meeting));
  const files = () => room.read(meeting).flatMap((message) => message.files);
  async function ended(): Promise<void> {
    await eventually(() => expect(said()).toMatch(/^Done in /m));
    await eventually(() =>
      expect(room.read(meeting).flatMap(({ actions }) => actions)).not.toContain("Stop"),
    );
  }
  const minutesIn = () => room.read(meeting).filter(({ text }) => text.startsWith("Minutes"));

  it("becomes minutes by a menu, over what the model was shown, also where the program is killed on the way", async () => {
    asked = room.model.requests.length;
    await room.model.misbehave("hang", { times: 1 });
    room.slack.people.press(meeting.channel, meeting.ts, "Meeting");
    await room.model.request(asked);
    await room.end("SIGKILL");
    await room.start();
    await eventually(() => expect(files()).toContain("minutes.md"));
    await eventually(() =>
      expect(room.read(meeting).flatMap(({ actions }) => actions)).not.toContain("Stop"),
    );
    expect(minutesIn()).toHaveLength(1);
    for (const line of [
      "Topics\n• 0:01 – 0:15 About the budget",
      "Decisions\n• 0:04 Decided: We agreed on ten percent more.",
      "Action items\n• 0:07 Will write it down (Ana, due Friday)",
      "Open questions\n• 0:10 Who pays for it?",
    ])
      expect(said()).toContain(line);
    expect(room.model.requests).toHaveLength(asked + 2);
    keep("slack-minutes.html", renderThreadHtml(room.slack.world, meeting.channel, meeting.ts));
  });

  it("gives them again by a word, without asking the model", async () => {
    room.say(meeting, "minutes please");
    await eventually(() => expect(minutesIn()).toHaveLength(2));
    expect(room.model.requests).toHaveLength(asked + 2);
  });

  it("has them in its report, and nothing of them once it is forgotten", async () => {
    expect(room.remembers("Will write it down")).toBe(true);
    room.say(meeting, "forget");
    await eventually(() => expect(said()).toContain("Forgotten."));
    await eventually(() => expect(room.remembers("Will write it down")).toBe(false));
  });
});

describe("in the terminal", () => {
  let model: ModelServer;
  let speech: SpeechServer;
  beforeAll(async () => {
    model = await startModelServer({ contextTokens: 24_000 });
    speech = await startSpeechServer();
  });
  afterAll(async () => {
    await model.stop();
    await speech.stop();
  });

  async function watched(kind: string, file: string, more: Readonly<Record<string, string>> = {}) {
    const out = join(folder, kind);
    const data = { TMPDIR: folder, DATA_DIR: join(folder, "data") };
    const env = { ...data, MODEL_BASE_URL: model.url, SPEECH_BASE_URL: speech.url, ...more };
    const run = startCuepoint(["summarize", file, "--for", kind, "--out", out], { cwd: folder, env });
    const { code, stdout, stderr } = await run.finished;
    expect(code, stderr).toBe(0);
    const page = readFileSync(join(out, "report.html"), "utf8");
    keep(`${kind}.html`, page);
    const json = summaryJsonSchema.parse(JSON.parse(readFileSync(join(out, "summary.json"), "utf8")));
    return { stdout, page, json, out };
  }

  describeUnless(NO_VOICE, "a meeting that is heard", () => {
    it("has what was decided at the second at which it was said, and no name that was not", async () => {
      const sentence = "The budget grows by ten percent this year.";
      const spoken = [6, 13].map((start) => ({ start, end: start + 2 }));
      const track = { spoken, said: [6, 13].map((at) => ({ at, text: sentence })) };
      await makeSoundClip(join(folder, "heard.mp4"), { seconds: 20, tracks: [track] });
      const { stdout, page, json, out } = await watched("meeting", "heard.mp4");
      expect(stdout).toContain("Decided: mark 6");
      const { findings } = json;
      const of = (type: string) => findings.filter((finding) => finding.type === type);
      expect(of("decision")[0]?.quotes[0]?.start).toBeGreaterThan(5.5);
      expect(of("decision")[0]?.quotes[0]?.start).toBeLessThan(6.5);
      expect(of("task").map(({ text, who }) => [text, who])).toContainEqual(["Do what mark 13 says", null]);
      expect(page).toContain("Action items");
      expect(readFileSync(join(out, "minutes.md"), "utf8")).toMatch(
        /- \[ \] 0:1[23] Do what mark 13 says\n {2}> /,
      );
    });
  });

  it("a long one is one, with a topic that goes on over the border of two parts", async () => {
    const goesOn = [58, SAID[0][1]] as const;
    const said = [...SAID, goesOn, [142, "We decided to move."]] as const;
    await makeTalk(join(folder, "long.mp4"), THREE_PARTS, said);
    const { json } = await watched("meeting", "long.mp4", MINUTES);
    expect(json.parts).toHaveLength(3);
    const told = json.findings.map(({ type, text, start_time }) => [type, start_time.slice(3, 8), text]);
    expect(told.filter(([type]) => type === "topic" || type === "decision")).toEqual([
      ["topic", "00:01", "About the budget"],
      ["decision", "00:04", "Decided: We agreed on ten percent more."],
      ["decision", "02:22", "Decided: We decided to move."],
    ]);
  });

  it("says plainly that a film without a word has no decisions", async () => {
    await makeClip(join(folder, "silent.mp4"), TALK);
    const { stdout, page, json } = await watched("meeting", "silent.mp4");
    const nothing = "No decisions were made that I could hear or read, and no action items.";
    expect([stdout, page].filter((text) => text.includes(nothing))).toHaveLength(2);
    expect([json.kind, json.findings]).toEqual(["meeting", []]);
  });

  it("a screen becomes numbered steps with what is written there, and its errors", async () => {
    const mark = (value: number) => ({ from: 0, to: 40, value });
    const shots: ClipOptions["shots"] = [
      { colour: "red", frames: 40 },
      { colour: "blue", frames: 40, mark: mark(12) },
      { colour: "teal", frames: 40, mark: mark(404) },
    ];
    await makeClip(join(folder, "screen.mp4"), { ...SMALL, shots });
    const { stdout, page, json, out } = await watched("screen", "screen.mp4");
    expect(stdout).toMatch(
      /Steps\n\s*1\. 0:00 Opens the red page\.\n\s*2\. 0:04 Opens the blue page\. “Page 12”/,
    );
    expect(stdout).toMatch(/Errors\n\s*• 0:0[89] The page cannot be found\. “Error 404”/);
    expect(page).toContain('<q dir="auto">Page 12</q>');
    const times = frameTimes({ ...SMALL, shots });
    const steps = json.findings.filter(({ type }) => type === "step");
    expect(steps.map(({ still }) => still)).toEqual([
      "step-01_00m00s.jpg",
      "step-02_00m04s.jpg",
      "step-03_00m08s.jpg",
    ]);
    for (const { still, label } of steps) {
      const code = await codeIn(join(out, still ?? ""));
      expect(times[code ?? -1]?.toFixed(1)).toBe(label);
    }
  });
});
