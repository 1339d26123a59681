import { readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ModelServer, startModelServer } from "../fakes/model-server/model-server.ts";
import { type ClipOptions, makeClip } from "../fixtures/clip.ts";
import type { Colour } from "../fixtures/paint.ts";
import { type CliRun, startCuepoint } from "../support/run-cuepoint.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const shot = (colour: Colour) => ({ colour, frames: 40 });

/** Three minutes and twenty seconds, a shot in ten seconds: four parts of fifty seconds, of two colors each. */
const LONG: ClipOptions = {
  shots: [
    ...(["red", "teal", "red", "teal", "red"] as const).map(shot),
    ...(["orange", "purple", "orange", "purple", "orange"] as const).map(shot),
    ...(["yellow", "green", "yellow", "green", "yellow"] as const).map(shot),
    ...(["blue", "grey", "blue", "grey"] as const).map(shot),
    { colour: "blue", frames: 40, mark: { from: 20, to: 24, value: 4242 } },
  ],
  rate: 4,
  width: 320,
  height: 180,
};

const folder = temporaryFolder();
let server: ModelServer;
type Run = Awaited<CliRun["finished"]>;

function cuepoint(...args: string[]) {
  const env = {
    MODEL_BASE_URL: server.url,
    TMPDIR: folder,
    DATA_DIR: join(folder, "data"),
    PART_MINUTES: "1",
  };
  return startCuepoint(args, { cwd: folder, env }).finished;
}

interface Body {
  readonly messages: readonly { readonly role: string; readonly content: unknown }[];
  readonly user: string;
}

const bodyOf = (position: number) => server.requests[position]?.body as Body;
const opening = (position: number, messages = 2) =>
  JSON.stringify(bodyOf(position).messages.slice(0, messages));

/** The answer, and the requests that it took by their positions. */
async function ask(question: string): Promise<Run & { readonly asked: readonly number[] }> {
  const before = server.requests.length;
  const run = await cuepoint("ask", "long.mp4", question);
  expect(run.code, run.stderr).toBe(0);
  const asked = Array.from({ length: server.requests.length - before }, (_, i) => before + i);
  return { ...run, asked };
}

/** Positions of the parts' first requests, in order of time. */
let parts: readonly number[];

beforeAll(async () => {
  server = await startModelServer({ contextTokens: 32_768, slots: 1 });
  await makeClip(join(folder, "long.mp4"), LONG);
  const { code, stderr } = await cuepoint("summarize", "long.mp4");
  expect(code, stderr).toBe(0);
  parts = server.requests.flatMap(({ frames }, i) => (frames.length > 1 ? [i] : []));
  expect(parts).toHaveLength(4);
}, 120_000);

afterAll(() => server.stop());

describe("a question about one place in a long video", () => {
  it("goes to the part that its words are found in, over that part's very first bytes and by its key", async () => {
    const { stdout, asked } = await ask("Is anything green?");
    expect(stdout).toContain("Yes, the picture is green.");
    expect(stdout).toMatch(/I looked at part 3 of 4 \(1:40 – 2:30\)\./);
    const [request = 0] = asked;
    expect(asked).toHaveLength(1);
    expect(opening(request)).toBe(opening(parts[2] ?? 0));
    expect(bodyOf(request).user).toBe(bodyOf(parts[2] ?? 0).user);
    expect(bodyOf(request).user).not.toBe(bodyOf(parts[1] ?? 0).user);
  }, 60_000);

  it("goes to the part of the time that it names, which is looked at closer", async () => {
    const { stdout, asked } = await ask("Which number can be read at 3:15?");
    expect(stdout).toContain("The number 4242 can be read.");
    expect(stdout).toContain("I looked at part 4 of 4 (2:30 – 3:19).");
    expect(stdout).toContain("I took a closer look at 3:13.0–3:17.0.");
    expect(opening(asked[0] ?? 0)).toBe(opening(parts[3] ?? 0));
  }, 60_000);

  it("goes to the part that it names, with what was said of others but without their labels", async () => {
    const { stdout, asked } = await ask("Is the picture purple in part 2?");
    expect(stdout).toContain("Yes, the picture is purple.");
    expect(stdout).toContain("I looked at part 2 of 4 (0:50 – 1:40).");
    const { messages } = bodyOf(asked[0] ?? 0);
    const turns = JSON.stringify(messages.slice(3, -1));
    expect(turns).toContain("Is anything green?");
    expect(turns).toContain("Yes, the picture is green.");
    // What is left of a label is a number of seconds with one decimal.
    expect(turns).not.toMatch(/\d\.\d/);
  }, 60_000);

  it("finds the same beginning once more, and its own turns word for word", async () => {
    const first = server.requests.length - 1;
    const { asked } = await ask("Is the picture orange in part 2?");
    expect(opening(asked[0] ?? 0, 3)).toBe(opening(first, 3));
    expect(JSON.stringify(bodyOf(asked[0] ?? 0).messages.at(-2))).toMatch(/moments\D+\d+\.\d/);
    const usage = server.requests[asked[0] ?? 0]?.usage;
    expect((usage?.cachedTokens ?? 0) / (usage?.promptTokens ?? Number.NaN)).toBeGreaterThan(0.95);
  }, 60_000);
});

describe("a question about all of a long video", () => {
  it("is answered from the parts' texts, with stills of the segments that tell it", async () => {
    const { stdout, asked } = await ask("How often is red shown?");
    expect(stdout).toMatch(/It is shown \d+ times\./);
    expect(stdout).toContain("This is from the descriptions of the video’s 4 parts.");
    expect(asked.map((position) => server.requests[position]?.frames)).toEqual([[]]);
    const shown = readdirSync(join(folder, "cuepoint-out", "long")).filter((name) =>
      /^moment-0\.[0-4]/.test(name),
    );
    expect(shown.length).toBeGreaterThan(0);
  }, 60_000);

  it("sends the same texts first for the next one", async () => {
    const first = server.requests.length - 1;
    const { stdout, asked } = await ask("When is yellow shown first, and compare it with blue");
    expect(stdout).toContain("The descriptions tell of yellow and blue.");
    expect(opening(asked[0] ?? 0, 3)).toBe(opening(first, 3));
  }, 60_000);

  it("about a part that it names, from the texts of that part alone", async () => {
    const { stdout, asked } = await ask("What happens in part 3, where it is green?");
    expect(stdout).toContain("The descriptions tell of green.");
    const texts = JSON.stringify(bodyOf(asked[0] ?? 0).messages[1]);
    expect(texts).toContain("Part 3");
    expect(texts).not.toMatch(/Part [124] /);
  }, 60_000);

  it("looks at the pictures where the texts say that they may tell", async () => {
    const { stdout, asked } = await ask("In the whole video, do the pictures of purple turn out purple?");
    expect(stdout).toContain("Yes, the picture is purple.");
    expect(stdout).toContain("I looked at part 2 of 4");
    expect(asked).toHaveLength(2);
    expect(opening(asked[1] ?? 0)).toBe(opening(parts[1] ?? 0));
  }, 60_000);

  it("says that it is beyond them where they do not tell", async () => {
    const { stdout } = await ask("How often does a zebra cross?");
    expect(stdout).toContain("The descriptions of the video’s parts don’t tell me that.");
    expect(stdout).not.toContain("This is from");
  }, 60_000);
});

it("what the summary left out is watched when a question is about it, once", async () => {
  const { code, stderr } = await cuepoint("summarize", "long.mp4", "--from", "0:00", "--to", "2:30");
  expect(code, stderr).toBe(0);
  const first = await ask("Which number can be read at 3:15?");
  expect(first.stdout).toContain("The number 4242 can be read.");
  expect(first.stdout).toMatch(/The summary left this out, so I watched 2:\d\d – 3:19 now\./);
  expect(first.asked.length).toBeGreaterThan(1);
  const again = await ask("Is the picture blue at 3:12?");
  expect(again.stdout).toContain("Yes, the picture is blue.");
  expect(again.asked).toHaveLength(1);
  expect(opening(again.asked[0] ?? 0)).toBe(opening(first.asked[0] ?? 0));
}, 120_000);
