import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { summaryJsonSchema } from "../../src/summary/summary-json-schema.ts";
import { labelsOf } from "../fakes/discord/reading.ts";
import { must } from "../fakes/discord/world.ts";
import { type ModelServer, startModelServer } from "../fakes/model-server/model-server.ts";
import { subtitledClip } from "../fixtures/subtitled-clip.ts";
import { eventually } from "../support/eventually.ts";
import { startCuepoint } from "../support/run-cuepoint.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { openRoom as openDiscord } from "./discord-room.ts";
import { openRoom, textOf } from "./slack-room.ts";

const folder = temporaryFolder();
let server: ModelServer;

beforeAll(async () => {
  server = await startModelServer({ contextTokens: 32_768 });
  const lines = [[4.5, 6, "The budget is 40,000."] as const];
  await subtitledClip(join(folder, "talk.mp4"), { codec: "mov_text", tracks: [{ lines, language: "eng" }] });
  await subtitledClip(join(folder, "tone.mkv"), { codec: "subrip", tracks: [] });
});

afterAll(() => server.stop());

const run = (...args: string[]) => {
  const env = { MODEL_BASE_URL: server.url, TMPDIR: folder, DATA_DIR: join(folder, "data") };
  return startCuepoint(args, { cwd: folder, env }).finished;
};

it("the words of a file's subtitles reach the model, the summary and the transcript's files", async () => {
  const summarized = await run("summarize", "talk.mp4");
  expect(summarized.stdout).toContain("Words from the video’s subtitles, English.");
  expect(JSON.stringify(server.requests)).toContain("The budget is 40,000.");
  const made = join(folder, "cuepoint-out", "talk");
  const json = summaryJsonSchema.parse(JSON.parse(await readFile(join(made, "summary.json"), "utf8")));
  expect(JSON.stringify(json)).toContain("The budget is 40,000.");

  const { code, stdout } = await run("transcript", "talk.mp4");
  expect(code).toBe(0);
  expect(stdout).toContain("transcript.srt");
  expect(await readdir(made)).toContain("transcript.vtt");
  const srt = await readFile(join(made, "transcript.srt"), "utf8");
  expect(srt).toBe("1\n00:00:04,500 --> 00:00:06,000\nThe budget is 40,000.\n");
});

it("what was said is found again in the terminal's own store, with its still where a folder is named", async () => {
  const { code, stdout } = await run("find", "the", "budget", "--out", "found");
  expect(code).toBe(0);
  expect(stdout).toContain("One moment in one video.");
  expect(stdout).toMatch(/^0:04 {2}1 · /m);
  expect(stdout).toContain("“The budget is 40,000.”");
  expect(stdout).toContain(join(folder, "talk.mp4"));
  expect(await readdir(join(folder, "found"))).toMatchObject([expect.stringMatching(/^found-1-.*\.jpg$/)]);
  expect((await run("find", "zebra")).stdout).toContain("I found nothing like that in the one video");
  expect((await run("find")).code).toBe(2);
});

it("a summary brings what is said as files beside its report, where that is asked for", async () => {
  const { code, stdout } = await run("summarize", "talk.mp4", "--transcript", "--out", "said");
  expect([code, stdout]).toEqual([0, expect.stringContaining("said/transcript.vtt")]);
  expect(await readFile(join(folder, "said", "transcript.vtt"), "utf8")).toContain("The budget is 40,000.");
  expect(await readdir(join(folder, "said"))).toEqual(
    expect.arrayContaining(["report.html", "transcript.srt"]),
  );
  const silent = await run("summarize", "tone.mkv", "--transcript", "--out", "unsaid");
  expect([silent.code, silent.stdout]).toEqual([0, expect.stringContaining("Sound not used")]);
  expect((await readdir(join(folder, "unsaid"))).filter((name) => name.startsWith("transcript"))).toEqual([]);
});

it("words that are not wanted are neither sent nor kept", async () => {
  const before = server.requests.length;
  const { code, stdout } = await run("summarize", "talk.mp4", "--no-sound", "--out", "silent");
  expect([code, stdout]).toEqual([0, expect.stringContaining("Sound not used, as asked.")]);
  expect(JSON.stringify(server.requests.slice(before))).not.toContain("The budget is 40,000.");
  expect(server.requests.length).toBeGreaterThan(before);
  expect((await run("transcript", "talk.mp4")).stdout.trim()).toBe("Sound not used, as asked.");
});

it("of a video in which nothing is written down, it is said why there are no words", async () => {
  await run("summarize", "tone.mkv");
  const { code, stdout } = await run("transcript", "tone.mkv");
  expect([code, stdout.trim()]).toEqual([0, "Sound not used: no speech server is connected."]);
});

it("Slack's own transcript of a clip tells what is said, and a button gives it as files", async () => {
  await using room = await openRoom();
  const shots = [{ colour: "green", frames: 20 } as const];
  const clip = await room.clip("clip.mp4", { shots, rate: 10, width: 320, height: 180 });
  await room.start();
  const vtt = "WEBVTT\n\n00:00.500 --> 00:01.500\n<v Ada>The budget is <40,000>.\n";
  const place = room.show(clip, "clip.mp4", { file: { captions: { vtt } } });
  await eventually(() => expect(textOf(room.read(place))).toContain("Words from Slack’s transcript."));
  expect(JSON.stringify(room.model.requests)).toContain("The budget is");
  await eventually(() => expect(room.read(place).flatMap(({ actions }) => actions)).toContain("Transcript"));
  room.slack.people.press(place.channel, place.ts, "Transcript");
  await eventually(() =>
    expect(room.read(place).flatMap(({ files }) => files)).toEqual(
      expect.arrayContaining(["transcript.vtt", "transcript.srt"]),
    ),
  );
});

it("on Discord, a button under the summary gives what is said as files", async () => {
  await using room = await openDiscord();
  const lines = [[1, 2, "The budget is 40,000."] as const];
  await subtitledClip(join(room.folder, "talk.mp4"), { codec: "mov_text", tracks: [{ lines }] });
  await room.start();
  const { people, read } = room.discord;
  const asked = people.runs(room.ada, room.films, "summarize", { video: room.clip("talk.mp4") });
  const place = await room.thread(() => asked.reply);
  await room.heard(place, "Words from the video’s subtitles.");
  const shown = await eventually(() =>
    must(
      read(place).find((message) => labelsOf(message).includes("Transcript")),
      "button",
    ),
  );
  people.presses(room.ada, shown, "Transcript");
  const { files } = await eventually(() =>
    must(
      read(place).find((message) => message.files.some(({ name }) => name === "transcript.vtt")),
      "files",
    ),
  );
  expect(files.map(({ name }) => name)).toEqual(["transcript.vtt", "transcript.srt"]);
  expect(files.map(({ data }) => data.toString())).toEqual([
    expect.stringContaining("The budget is 40,000."),
    expect.stringContaining("The budget is 40,000."),
  ]);
});
