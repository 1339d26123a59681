import { readdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { describe, expect, it } from "vitest";
import { numberCues } from "../../src/sound/transcript.ts";
import { createFakeThread } from "../fakes/thread.ts";
import { HERE, LINK, room, THERE } from "./room.ts";

const HEARD = {
  source: "server" as const,
  ...{ language: "de", by: "whisper", spokenSeconds: 20, heardSeconds: 20 },
  cues: numberCues([
    { start: 78, end: 82, text: "Das Budget" },
    { start: 90, end: 95, text: "ist 40.000." },
    { start: 130, end: 140, text: "Danke." },
  ]),
};

async function opened() {
  const here = await room();
  here.state.heard = HEARD;
  await here.summarize();
  return here;
}

const clipOf = async (options: Record<string, string>, here = opened()) => {
  const { run, state } = await here;
  const [message] = await run("clip", { options });
  return { message, state };
};

describe("a clip", () => {
  it("is cut from one time to another, named by both and by what is shown there, with the words as subtitles", async () => {
    const { message, state } = await clipOf({ from: "1:20", to: "2:05" });
    expect(state.cuts).toEqual([
      {
        range: { start: 80, end: 125 },
        mostBytes: createFakeThread().limits.bytesPerFile,
        subtitles:
          "1\n00:00:00,000 --> 00:00:02,000\nDas Budget\n\n2\n00:00:10,000 --> 00:00:15,000\nist 40.000.\n",
      },
    ]);
    expect(message).toMatchObject({ kind: "answer", text: expect.stringMatching(/^Clip 1:20 – 2:05: \S/) });
    const [file] = message?.files ?? [];
    expect(file?.name).toMatch(/^1m20s-2m05s-[\p{L}\p{N}-]{3,40}\.mp4$/u);
    expect([file?.mediaType, file?.data.toString()]).toEqual(["video/mp4", "clip of 80 to 125"]);
    expect(message?.footer).toEqual([]);
  });

  it("of which only the beginning is named ends with what is shown there", async () => {
    const { run, state, store } = await opened();
    const record = await store.threads.get(HERE);
    const known = record && (await store.contexts.summary("slack:T1", record.contextKey));
    const [, second] = known?.summary.segments ?? [];
    await run("clip", { options: { from: String(second?.start) } });
    expect(state.cuts[0]?.range.end).toBe(Math.min(second?.end ?? 0, (second?.start ?? 0) + 60));
  });

  it("of a segment is cut at the press of its button", async () => {
    const { message, state } = await clipOf({ segment: "segment-1" });
    expect(state.cuts[0]?.range.start).toBe(0);
    expect(message?.files?.[0]?.name).toMatch(/^0m00s-/);
  });

  it("of what a person has described is found as an answer is", async () => {
    const { run, state, asked } = await opened();
    state.replies.push('{"found": true, "moments": ["67.0"], "answer": "She shows it."}');
    const [message] = await run("clip", { options: { about: "she shows the chart" } });
    expect(asked.at(-1)).toContain("she shows the chart");
    const [{ range } = { range: { start: Number.NaN, end: 0 } }] = state.cuts;
    expect([range.start <= 67, range.end > 67, range.end - range.start <= 60]).toEqual([true, true, true]);
    expect(message?.files?.[0]?.name).toContain("she-shows-the-chart.mp4");
  });

  it("that is nowhere is not made up", async () => {
    const { run, state } = await opened();
    state.replies.push('{"found": false, "moments": [], "answer": ""}');
    const [message] = await run("clip", { options: { about: "a dragon lands" } });
    expect(state.cuts).toEqual([]);
    expect(message).toMatchObject({ kind: "answer", text: expect.stringContaining("I can’t see that") });
  });

  it("leaves nothing on the disk", async () => {
    const mine = async () => (await readdir(tmpdir())).filter((name) => name.includes(`-${process.pid}-`));
    const before = await mine();
    await clipOf({ from: "1:20", to: "2:05" });
    expect(await mine()).toEqual(before);
  });

  it("says that it has no sound, and that it was reduced", async () => {
    const { run, state } = await opened();
    Object.assign(state, { hasSound: false, isReduced: true });
    const [message] = await run("clip", { options: { from: "5", to: "9" } });
    expect(message?.footer).toEqual([
      "This clip has no sound.",
      "I reduced it to 64 × 36 pixels to make it small enough for this place.",
    ]);
  });

  it.each([
    [{ from: "2:05", to: "1:20" }, "range-invalid", { from: "2:05", to: "1:20" }],
    [{ from: "1:20", to: "1:20" }, "range-invalid", { from: "1:20", to: "1:20" }],
    [{ from: "3:00", to: "3:10" }, "range-outside", { duration: 180 }],
    [{ from: "0", to: "3:00:00" }, "clip-too-long", { seconds: 180, limitSeconds: 60 }],
    [{ from: "soon", to: "1:20" }, "usage", { what: "bad-time", value: "soon" }],
    [{}, "usage", { what: "no-part" }],
    [{ segment: "segment-99" }, "thread-unknown", {}],
  ] as const)("refuses %j", async (options, code, details) => {
    const { run, state } = await opened();
    await expect(run("clip", { options })).rejects.toMatchObject({ code, details });
    expect(state.cuts).toEqual([]);
  });

  it("needs the original, and says that it is gone", async () => {
    const { run, web } = await opened();
    web.delete(LINK);
    await expect(run("clip", { options: { from: "5", to: "9" } })).rejects.toMatchObject({
      code: "original-gone",
    });
  });

  it("is there for a thread's own video alone", async () => {
    const { run } = await opened();
    await expect(run("clip", { thread: THERE, options: { from: "5", to: "9" } })).rejects.toMatchObject({
      code: "thread-unknown",
    });
  });
});

describe("--clips", () => {
  it("brings each segment as a clip, before the summary", async () => {
    const { run, state } = await room();
    state.heard = HEARD;
    const messages = await run("summarize", { links: [LINK], options: { clips: true } });
    const kinds = messages.map(({ kind, files = [] }) =>
      files[0]?.mediaType === "video/mp4" ? "clip" : kind,
    );
    expect(kinds.at(-1)).toBe("summary");
    expect(kinds.filter((kind) => kind === "clip")).toHaveLength(state.cuts.length);
    expect(state.cuts.length).toBeGreaterThan(1);
    // Each begins where the one before ends.
    expect(state.cuts.slice(1).map(({ range }) => range.start)).toEqual(
      state.cuts.slice(0, -1).map(({ range }) => range.end),
    );
  });
});
