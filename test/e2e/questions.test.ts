import { readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ModelServer, startModelServer } from "../fakes/model-server/model-server.ts";
import { type ClipOptions, makeClip } from "../fixtures/clip.ts";
import { decodeJpeg, numberIn } from "../support/read-picture.ts";
import { type CliRun, startCuepoint } from "../support/run-cuepoint.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const CYCLE = ["red", "grey", "purple", "orange", "black"] as const;

/**
 * About as many shots as the double's context holds frames: each gets one, the last its last moment. The mark shows for two
 * frames of ten a second, 0.2 s of the last shot.
 */
const CLIP = {
  shots: [
    ...Array.from({ length: 8 }, () => CYCLE.map((colour) => ({ colour, frames: 12 }))).flat(),
    { colour: "blue", frames: 30 },
    { colour: "teal", frames: 30, mark: { from: 12, to: 14, value: 4242 } },
  ],
  rate: 10,
  width: 640,
  height: 360,
} as const satisfies ClipOptions;
const MARKED = [522, 523];

/** Said of this clip by this summary, and typed in no question. */
const CANARY = "then teal.";

/** Each is asked by a process of its own, so that nothing but the data folder carries over. */
const QUESTIONS = [
  "When is the picture blue?",
  "Which number can be read between blue and teal?",
  "Is anything green?",
  "What is shown last?",
  "Is anything red?",
  "Which number can be read at 52 s?",
  "Is the picture teal?",
  "Is there a yellow cat?",
  "Does blue come before the end of it?",
  "Is it still red?",
] as const;

const folder = temporaryFolder();
let server: ModelServer;
let answers: Awaited<CliRun["finished"]>[];
/** How many requests the summary took. */
let askedFirst: number;

const data = () => join(folder, "data");

function cuepoint(...args: string[]) {
  const env = { MODEL_BASE_URL: server.url, TMPDIR: folder, DATA_DIR: data() };
  return startCuepoint(args, { cwd: folder, env }).finished;
}

beforeAll(async () => {
  server = await startModelServer({ contextTokens: 13_200 });
  await makeClip(join(folder, "clip.mp4"), CLIP);
  const { code, stderr } = await cuepoint("summarize", "clip.mp4");
  expect(code, stderr).toBe(0);
  askedFirst = server.requests.length;
  answers = [];
  for (const question of QUESTIONS) answers.push(await cuepoint("ask", "clip.mp4", question));
}, 240_000);

afterAll(async () => {
  await server.stop();
});

interface Body {
  readonly messages: readonly { readonly role: string; readonly content: unknown }[];
  readonly user: string;
  readonly cache_salt: string;
}

const followUps = () => server.requests.slice(askedFirst);
const bodyOf = ({ body }: ModelServer["requests"][number]) => body as Body;

const moments = () =>
  readdirSync(join(folder, "cuepoint-out", "clip")).filter((name) => /^moment/.test(name));

describe("ten questions, each by a process of its own", () => {
  it("are answered", () => {
    expect(answers.map(({ code, stderr }) => ({ code, stderr }))).toEqual(
      QUESTIONS.map(() => ({ code: 0, stderr: "" })),
    );
    expect(answers[0]?.stdout).toContain("Yes, the picture is blue.");
    expect(answers[3]?.stdout).toContain("The picture is teal.");
  });

  it("all begin with the very bytes of the first look and its reply", () => {
    expect(followUps().length).toBeGreaterThanOrEqual(QUESTIONS.length);
    const prefixes = followUps().map((request) => JSON.stringify(bodyOf(request).messages.slice(0, 3)));
    expect(new Set(prefixes).size).toBe(1);
    const [opening] = server.requests.slice(askedFirst - 1).map((request) => bodyOf(request).messages);
    expect(JSON.stringify(bodyOf(followUps()[0] as never).messages.slice(0, 2))).toBe(
      JSON.stringify(opening),
    );
    expect(bodyOf(followUps()[0] as never).messages[2]?.role).toBe("assistant");
  });

  it("carry one routing key, as the first look does, which says nothing of the file", () => {
    const keys = server.requests.map(({ headers, body }) => [
      headers["x-session-id"],
      headers["x-smg-routing-key"],
      (body as Body).user,
      (body as Body).cache_salt,
    ]);
    expect(new Set(keys.flat()).size).toBe(1);
    expect(keys[0]?.[0]).toMatch(/^[0-9a-f]{32}$/);
  });

  it("remember what was asked before, across processes", () => {
    const last = JSON.stringify(bodyOf(server.requests.at(-1) as never).messages.slice(3));
    for (const question of QUESTIONS.slice(0, -1)) expect(last).toContain(question);
  });

  it("find at least 95 % of the prompt in the server's cache from the second on, but for new pictures", () => {
    const known = server.requests[askedFirst - 1]?.frames.length;
    const ratios = followUps()
      .slice(1)
      .filter(({ frames }) => frames.length === known)
      .map(({ usage }) => (usage?.cachedTokens ?? 0) / (usage?.promptTokens ?? Number.NaN));
    expect(ratios.length).toBeGreaterThanOrEqual(QUESTIONS.length - 2);
    expect(Math.min(...ratios)).toBeGreaterThanOrEqual(0.95);
  });

  it("find all the frames in the cache also where they look again", () => {
    const frozen = server.requests[askedFirst - 1]?.usage?.promptTokens ?? Number.NaN;
    for (const { usage } of followUps()) expect(usage?.cachedTokens).toBeGreaterThan(frozen * 0.99);
  });

  it("find by looking again what shows for a fifth of a second between two frames that were sent", async () => {
    const sent = server.requests[askedFirst - 1]?.frames ?? [];
    expect(sent.length).toBeGreaterThan(5);
    expect(sent.filter(({ mark }) => mark === 4242)).toEqual([]);
    for (const position of [1, 5]) {
      expect(answers[position]?.stdout).toContain("The number 4242 can be read.");
      expect(answers[position]?.stdout).toMatch(/I took a closer look at 0:\d\d/);
    }
    const codes = await Promise.all(
      moments().map(async (name) =>
        numberIn(await decodeJpeg(readFileSync(join(folder, "cuepoint-out/clip", name)))),
      ),
    );
    expect(codes.some((code) => MARKED.includes(code ?? 0))).toBe(true);
  });

  it.each([2, 7])("are refused, not guessed at, where nothing shows it: question %i", (position) => {
    expect(answers[position]?.stdout).toMatch(
      /^I can’t see that in the frames I looked at\. Based on \d+ frames from 0:00–/,
    );
    expect(answers[position]?.stdout).not.toContain("moment-");
  });

  it("leave the summary's stills where they are", () => {
    const files = readdirSync(join(folder, "cuepoint-out", "clip"));
    expect(files.filter((name) => /^still-/.test(name))).toHaveLength(5);
    expect(files).toContain("report.html");
    expect(moments().length).toBeGreaterThan(0);
  });
});

it("knows the file from another folder too", async () => {
  const env = { MODEL_BASE_URL: server.url, TMPDIR: folder, DATA_DIR: data() };
  const asked = server.requests.length;
  const path = join(folder, "clip.mp4");
  const run = startCuepoint(["ask", path, "Is it red?", "--out", join(folder, "there")], {
    cwd: tmpdir(),
    env,
  });
  const { code, stdout } = await run.finished;
  expect(code).toBe(0);
  expect(stdout).toContain("Yes, the picture is red.");
  expect(server.requests.length).toBe(asked + 1);
});

it("answers the same file again without a model, and says when it was made", async () => {
  const asked = server.requests.length;
  const { code, stdout } = await cuepoint("summarize", "clip.mp4", "--out", "again");
  expect(code).toBe(0);
  expect(server.requests.length).toBe(asked);
  expect(stdout).toMatch(/I’ve watched this video before\. This summary is from .*\d{4}/);
});

it("says in one sentence that the model cannot be reached, with exit code 69", async () => {
  await server.misbehave("refuse-connection");
  const { code, stdout, stderr } = await cuepoint("ask", "clip.mp4", "Is it red?");
  await server.misbehave(null);
  expect(code).toBe(69);
  expect(stdout).toBe("");
  expect(stderr).toBe(
    "clip.mp4: I can’t reach the model server. Check that it is running and that its address is right.\n",
  );
});

it("watches a file first that was never summarised", async () => {
  await makeClip(join(folder, "other.mp4"), {
    shots: [
      { colour: "green", frames: 20 },
      { colour: "orange", frames: 20 },
    ],
    rate: 10,
    width: 160,
    height: 90,
  });
  const { code, stdout, stderr } = await cuepoint("ask", "other.mp4", "When is it green?");
  expect(code, stderr).toBe(0);
  expect(stdout).toContain("Yes, the picture is green.");
  expect(stderr).toContain("Looked through the video");
});

describe("forget", () => {
  /** Whether the data folder holds the words anywhere, the database's journal included. */
  const holds = (words: string) =>
    readdirSync(data(), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .some((entry) => readFileSync(join(entry.parentPath, entry.name)).includes(words));

  it("leaves no trace of the video in the data folder, and the file itself where it was", async () => {
    expect(holds(CANARY)).toBe(true);
    const { code, stdout } = await cuepoint("forget", "clip.mp4");
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Forgotten\. /);
    for (const words of [CANARY, "clip.mp4", "When is the picture blue?"])
      expect(holds(words), words).toBe(false);
    expect(readdirSync(folder)).toContain("clip.mp4");
    // The other video is remembered still.
    expect(holds("other.mp4")).toBe(true);
  });

  it("says so where there is nothing to forget, also for a file that is gone", async () => {
    for (const name of ["clip.mp4", "gone.mp4"]) {
      const { code, stdout } = await cuepoint("forget", name);
      expect(code).toBe(0);
      expect(stdout).toContain("nothing here to forget");
    }
  });
});
