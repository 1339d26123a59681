import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { systemClock } from "../../adapters/slack/clock.ts";
import type { SeenMessage } from "../contracts/chat-harness.ts";
import { seeingBrain } from "../fakes/model-server/brain.ts";
import { type ModelServer, startModelServer } from "../fakes/model-server/model-server.ts";
import { type FakeSlack, startSlack } from "../fakes/slack/slack.ts";
import { renderThreadHtml } from "../fakes/slack/thread-html.ts";
import { APP_TOKEN, BOT_TOKEN } from "../fakes/slack/world.ts";
import { type ClipOptions, frameTimes, makeClip } from "../fixtures/clip.ts";
import { readCode } from "../fixtures/paint.ts";
import { type CliRun, startCuepoint } from "../support/run-cuepoint.ts";
import { freePort } from "../support/servers/free-port.ts";
import { expectSeen, seen } from "./seen-from-outside.ts";

const SMALL = { rate: 10, width: 320, height: 180, moving: true } as const;
const CLIP: ClipOptions = {
  ...SMALL,
  shots: [
    { colour: "red", frames: 25 },
    { colour: "blue", frames: 25 },
    { colour: "teal", frames: 25 },
  ],
};
const OTHER: ClipOptions = { ...SMALL, shots: [{ colour: "green", frames: 30 }] };

const HOSTILE = "<!channel> <https://evil/?q=x|ok> @here";
const hostileAnswer = (label: string) => JSON.stringify({ found: true, moments: [label], answer: HOSTILE });

let folder: string;
let slack: FakeSlack;
let model: ModelServer;
let bot: CliRun;
let isHostile = false;
/** Of /healthz, /readyz and /metrics. */
let healthPort: number;
let clip: Buffer;
let other: Buffer;
/** The thread that the story goes on in. */
let story: Place;

interface Place {
  readonly id: string;
  readonly channel: string;
  readonly ts: string;
}

/** A machine of two cores that has other work takes its time. Milliseconds. */
const PATIENCE = { timeout: 25_000, interval: 20 };
const eventually = <Value>(look: () => Value) => expect.poll(look, PATIENCE);

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "slack-e2e-"));
  mkdirSync(join(folder, "tmp"));
  slack = await startSlack({ clock: systemClock });
  healthPort = await freePort();
  model = await startModelServer({
    brain(request) {
      const isAnswer = request.schema?.name === "answer";
      return isHostile && isAnswer ? hostileAnswer(request.frames[0]?.label ?? "") : seeingBrain(request);
    },
  });
  await makeClip(join(folder, "clip.mp4"), CLIP);
  await makeClip(join(folder, "other.mp4"), OTHER);
  clip = readFileSync(join(folder, "clip.mp4"));
  other = readFileSync(join(folder, "other.mp4"));
  await start();
}, 60_000);

afterAll(async () => {
  bot.child.kill("SIGKILL");
  await bot.finished;
  await slack[Symbol.asyncDispose]();
  await model.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Starts the bot, whose connection is its first or one more. */
async function start(): Promise<void> {
  const before = slack.socket.connections();
  const env = {
    SLACK_BOT_TOKEN: BOT_TOKEN,
    SLACK_APP_TOKEN: APP_TOKEN,
    SLACK_API_URL: slack.apiUrl,
    MODEL_BASE_URL: model.url,
    DATA_DIR: join(folder, "data"),
    TMPDIR: join(folder, "tmp"),
    DISK_RESERVE_MEGABYTES: "0",
    HEALTH_PORT: String(healthPort),
    LOG_FORMAT: "json",
  };
  bot = startCuepoint([], { cwd: folder, env });
  await vi.waitFor(() => expect(slack.socket.connections()).toBeGreaterThan(before), PATIENCE);
}

const read = ({ channel, ts }: Place) => slack.read(channel, ts);
const textOf = (messages: readonly SeenMessage[]) => messages.map(({ text }) => text).join("\n");
const say = (text: string) => slack.people.say({ text, channel: story.channel, under: story.ts });
const show = (data: Buffer, name: string) =>
  slack.people.say({ text: "what happens here?", mention: true, attachment: { name, data } });

/** Waits for the end of the summary that is in work, and gives what was said but the progress. */
async function summaryOf(place: Place): Promise<readonly SeenMessage[]> {
  await eventually(() => read(place)[0]?.text).toMatch(/^Done in \d+ seconds?\.$/);
  return read(place).slice(1);
}

/** Waits for the answer to the newest question, of whose progress nothing stays. */
async function answersSince(count: number, place = story): Promise<readonly SeenMessage[]> {
  await eventually(() => read(place).length).toBeGreaterThan(count);
  const progress = () => read(place).filter(({ actions }) => actions.includes("Stop"));
  await eventually(progress).toEqual([]);
  return read(place).slice(count);
}

async function ask(question: string): Promise<readonly SeenMessage[]> {
  const count = read(story).length;
  say(question);
  return answersSince(count);
}

/** The numbers burnt into the pictures of these messages, in order. */
async function framesShown(messages: readonly SeenMessage[]): Promise<(number | null)[]> {
  const names = messages.flatMap(({ pictures }) => pictures.map(({ name }) => name));
  return Promise.all(names.map(frameIn));
}

async function frameIn(name: string): Promise<number | null> {
  const file = [...slack.world.files.values()].findLast((one) => one.name === name);
  const { data, info } = await sharp(file?.data ?? Buffer.alloc(0))
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return readCode({ width: info.width, height: info.height, data }, "top");
}

describe("the bot in a Slack channel", () => {
  it("answers a mention with eyes, a job's id, and the summary with the frames of its times", async () => {
    story = show(clip, "clip.mp4");
    await eventually(() => slack.world.reactions).toMatchObject([{ ts: story.ts, name: "eyes" }]);
    await eventually(() => textOf(read(story))).toMatch(/Job [0-9a-z]{8} starts next/);
    const said = await summaryOf(story);
    const shots = ["red", "blue", "teal"].map((colour) => `The whole picture is ${colour}.`);
    for (const words of shots) expect(textOf(said)).toContain(words);
    const pictures = said.flatMap((message) => message.pictures);
    const codes = await framesShown(said);
    const times = frameTimes(CLIP);
    expect(pictures.map(({ alt }) => alt)).toEqual(
      codes.map((code, i) => `Still at 0:0${times[code ?? -1]?.toFixed(1)}: ${shots[i]}`),
    );
    expect(codes.map((code) => Math.floor((code ?? -1) / 25))).toEqual([0, 1, 2]);
    expect(said.flatMap(({ files }) => files)).toEqual(["summary.json", "report.html"]);
  });

  it("makes one job of a message that comes by two events, and again by a redelivery", async () => {
    const [count, asked] = [read(story).length, model.requests.length];
    slack.people.redeliver(story.id);
    await slack.settled();
    // Whatever came of the redelivery would come before the answer to this.
    await ask("Is the picture blue?");
    expect(read(story)).toHaveLength(count + 1);
    expect(model.requests.length).toBe(asked + 1);
  });

  it("answers in the thread without a mention, with the frame that shows it", async () => {
    const said = await ask("When is the picture teal?");
    expect(textOf(said)).toContain("Yes, the picture is teal.");
    expect(said).toHaveLength(1);
    for (const code of await framesShown(said)) expect(code).toBeGreaterThanOrEqual(50);
    expect(textOf(await ask("What is shown last?"))).toContain("The picture is teal.");
  });

  it("takes a question for one also where it mentions the bot", async () => {
    const count = read(story).length;
    slack.people.say({ text: "Is anything red?", mention: true, channel: story.channel, under: story.ts });
    expect(textOf(await answersSince(count))).toContain("Yes, the picture is red.");
  });

  it("is seen from outside: alive, ready, and what it has done", async () => {
    await expectSeen(healthPort, { jobs: 5, summaries: 1 });
    await model.misbehave("refuse-connection");
    expect(await seen(healthPort, "/readyz")).toEqual({ status: 503, text: "not ready: model\n" });
    await model.misbehave(null);
    expect(await seen(healthPort, "/readyz")).toEqual({ status: 200, text: "ready\n" });
  });

  it("answers from what it has kept after it was killed and started again", async () => {
    bot.child.kill("SIGKILL");
    await bot.finished;
    await start();
    const said = await ask("Is the picture teal?");
    expect(textOf(said)).toContain("Yes, the picture is teal.");
    const asked = JSON.stringify(model.requests.at(-1)?.body);
    for (const earlier of ["When is the picture teal?", "Is anything red?"]) expect(asked).toContain(earlier);
  });

  it("shows the very frame of a moment", async () => {
    const said = await ask("frame 0:02");
    expect(await framesShown(said)).toEqual([frameTimes(CLIP).indexOf(2)]);
  });

  it("calls nobody and links nowhere, whatever the model says", async () => {
    isHostile = true;
    const said = await ask("Is it red?");
    isHostile = false;
    expect(textOf(said)).toContain("@here");
    const everything = read(story);
    expect(everything.flatMap(({ mentions }) => mentions)).toEqual([]);
    expect(everything.flatMap(({ links }) => links)).toEqual([]);
  });

  it("stops a job that runs at a word in its thread", async () => {
    await model.misbehave("hang");
    const asked = model.requests.length;
    const place = show(other, "other.mp4");
    await model.request(asked);
    slack.people.say({ text: "stop", channel: place.channel, under: place.ts });
    await eventually(() => read(place)[0]?.text).toBe("Stopped.");
    await model.misbehave(null);
    expect(textOf(read(place))).toMatch(/Stopping job [0-9a-z]{8}/);
    expect(readdirSync(join(folder, "tmp"))).toEqual([]);
  });

  it("forgets, and answers no more", async () => {
    say("forget");
    await eventually(() => textOf(read(story))).toContain("Forgotten: ");
    const [count, asked] = [read(story).length, model.requests.length];
    say("Is the picture teal?");
    await slack.settled();
    expect(read(story)).toHaveLength(count);
    expect(model.requests.length).toBe(asked);
  });

  it("has kept Slack's rules, and has nothing to say in its log", async () => {
    writeFileSync(
      process.env.THREAD_PAGE ?? join(folder, "thread.html"),
      renderThreadHtml(slack.world, story.channel, story.ts),
    );
    expect(slack.world.violations).toEqual([]);
    expect(slack.lost()).toEqual([]);
    bot.child.kill("SIGTERM");
    expect(await bot.finished).toEqual({ code: 0, stdout: "", stderr: "" });
  });
});
