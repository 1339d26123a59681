import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { summaryJsonSchema } from "../../src/summary/summary-json-schema.ts";
import { readableText } from "../fakes/discord/reading.ts";
import { seeingBrain } from "../fakes/model-server/brain.ts";
import { makeNightClip, NIGHT_SECONDS, VISITORS } from "../fixtures/night-clip.ts";
import { startCuepoint } from "../support/run-cuepoint.ts";
import { openRoom, type Room } from "./discord-room.ts";

const RECORDED = "2026-11-29T21:00:00Z";
let room: Room;
/** What the model was asked, newest last. */
const questions: string[] = [];

beforeAll(async () => {
  room = await openRoom();
  await makeNightClip(join(room.folder, "night.mp4"), ["-metadata", `creation_time=${RECORDED}`]);
  room.think((request) => {
    questions.push(request.question);
    return seeingBrain(request);
  });
});

afterAll(() => room[Symbol.asyncDispose]());

const seconds = (clock: string) => clock.split(":").reduce((sum, part) => sum * 60 + Number(part), 0);

describe("a night in the terminal", () => {
  it("is three events by the clock that was named, quiet summed up, and the report has the strip", async () => {
    const out = join(room.folder, "out");
    const { code, stdout, stderr } = await startCuepoint(
      ["summarize", "night.mp4", "--for", "camera", "--starts-at", "2026-11-29T22:00", "--out", out],
      { cwd: room.folder, env: { MODEL_BASE_URL: room.model.url, TMPDIR: room.folder } },
    ).finished;
    expect(code, stderr).toBe(0);
    const { kind, clock, findings, activity } = summaryJsonSchema.parse(
      JSON.parse(readFileSync(join(out, "summary.json"), "utf8")),
    );
    expect(kind).toBe("camera");
    expect(clock).toEqual({ starts_at: "2026-11-29T22:00:00", utc: false });
    const events = findings.filter(({ type }) => type === "event");
    expect(events.map(({ start_clock }) => start_clock?.slice(11, 16))).toEqual(["22:00", "22:01", "22:02"]);
    for (const [i, { start, end }] of VISITORS.entries()) {
      expect(Math.abs(seconds(events[i]?.start_time ?? "") - start)).toBeLessThan(0.6);
      expect(Math.abs(seconds(events[i]?.end_time ?? "") - end)).toBeLessThan(0.6);
      expect(readFileSync(join(out, events[i]?.still ?? "")).subarray(0, 2)).toEqual(
        Buffer.from([0xff, 0xd8]),
      );
    }
    // The one who waits was among the frames that the model was shown.
    expect(events[1]?.text).toMatch(/^A pale figure is on the (left|right)\.$/);
    expect(activity?.values).toHaveLength(NIGHT_SECONDS / (activity?.every ?? 1));
    expect(stdout).toMatch(/1:30 – 1:4\d \(22:01:30 – 22:01:4\d\) A pale figure/);
    expect(stdout).toMatch(/Quiet stretches\s+• 2:5\d in 4 stretches/);
    expect(stdout).toContain("Times of day count from 2026-11-29 22:00:00, as you said.");
    const report = readFileSync(join(out, "report.html"), "utf8");
    expect(report).toContain('class="activity"');
    expect(report).toMatch(/\(22:01:30 – 22:01:4\d\)/);
  }, 120_000);

  it.each(["22:00", "tonight", "2026-02-30T22:00"])("takes %s for no date and time", async (typed) => {
    const { code, stderr } = await startCuepoint(
      ["summarize", "night.mp4", "--for", "camera", "--starts-at", typed],
      { cwd: room.folder },
    ).finished;
    expect(code).toBe(2);
    expect(stderr).toContain(`“${typed}” isn’t a date and time.`);
  });
});

describe("a night in Discord", () => {
  it("has times of day from the file, and is asked about by them", async () => {
    await room.start();
    const { people } = room.discord;
    const asked = people.runs(room.ada, room.films, "summarize", {
      video: room.clip("night.mp4"),
      options: { for: "camera" },
    });
    const thread = await room.thread(() => asked.reply);
    await room.heard(thread, /Done in /);
    const said = room.textsOf(thread).join("\n");
    expect(said).toMatch(/1:30 – 1:4\d \(21:01:30 – 21:01:4\d UTC\) A pale figure/);
    expect(said).toContain("Times of day are UTC and count from 2026-11-29 21:00:00");
    const pictures = (await room.details(thread)).flatMap(({ files }) => files);
    expect(pictures.filter(({ name }) => /^event-.*\.jpg$/.test(name))).toHaveLength(VISITORS.length);

    const answer = await room.ask(thread, "what happened between 21:01 and 21:02?", /closer|could|can’t|not/);
    expect(readableText(answer)).toContain("1:00");
    const question = questions.findLast((text) => text.includes("between 21:01 and 21:02"));
    const [, from = "", to = ""] =
      /between <([\d.]+) seconds> and <([\d.]+) seconds>/.exec(question ?? "") ?? [];
    expect(Number(from)).toBeGreaterThanOrEqual(60);
    expect(Number(to)).toBeLessThan(120);
  }, 120_000);
});
