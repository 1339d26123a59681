import { describe, expect, it } from "vitest";
import { checkAnswer, endsOfRuns } from "../../src/qa/check-answer.ts";

const frame = (label: string, timestamp: number, width = 512) => ({
  ...{ label, timestamp, width, height: 288 },
  jpeg: Buffer.from(label),
});
const FRAMES = [frame("12.5", 12.5), frame("83.2", 83.2), frame("83.20", 83.2, 1920), frame("83.24", 83.24)];
const found = (answer: string, ...moments: (string | number)[]) =>
  JSON.stringify({ found: true, moments, answer });

describe("checkAnswer", () => {
  it("gives the cited frames in order, the same one once and at its largest", () => {
    const checked = checkAnswer(found("A man.", "83.24", "83.2", "12.5", "83.20"), FRAMES);
    expect(checked).toMatchObject({ ok: true, value: { kind: "found", text: "A man." } });
    const moments = checked.ok && checked.value.kind === "found" ? checked.value.moments : [];
    expect(moments.map(({ label, width }) => [label, width])).toEqual([
      ["12.5", 512],
      ["83.20", 1920],
      ["83.24", 512],
    ]);
  });

  it.each([
    ["a moment that was not sent", found("A man.", "83.21")],
    ["no moment at all", found("A man.")],
    ["text that only names a time that was not sent", found("He falls at 2:47.", "12.5")],
    ["prose", "A man comes in at 12.5 seconds."],
    ["nothing", ""],
  ])("takes %s for bad", (_, reply) => {
    expect(checkAnswer(reply, FRAMES).ok).toBe(false);
  });

  it("drops the sentence with a time that was not sent and keeps the others", () => {
    const checked = checkAnswer(
      found("A man comes in at 1:23. He leaves 2 minutes and 47 seconds in.", "83.2"),
      FRAMES,
    );
    expect(checked).toMatchObject({ value: { kind: "found", text: "A man comes in at 1:23." } });
  });

  it("shares out by sentence what each rests on, and each frame once", () => {
    const cue = (id: string, start: number) => ({ id, start, end: start + 1, text: id });
    const answer = [
      { moments: ["83.2"], quotes: ["c2"], says: "A man comes in." },
      { moments: ["12.5", "83.2"], quotes: [], says: "The room was empty." },
      { moments: ["83.24"], quotes: ["c1"], says: "He falls at 2:47." },
    ];
    const checked = checkAnswer(JSON.stringify({ found: true, answer }), FRAMES, [
      cue("c1", 1),
      cue("c2", 84),
    ]);
    if (!checked.ok || checked.value.kind !== "found") throw new TypeError("expected an answer");
    const { text, moments, sentences } = checked.value;
    expect(text).toBe("A man comes in. The room was empty.");
    expect(moments.map(({ timestamp }) => timestamp)).toEqual([12.5, 83.2, 83.24]);
    expect(
      sentences.map((one) => [
        one.text,
        one.moments.map(({ label }) => label),
        one.quotes.map(({ id }) => id),
      ]),
    ).toEqual([
      // The frame of the sentence that had to go is beside the words that were said.
      ["A man comes in.", ["83.2", "83.24"], ["c2"]],
      ["The room was empty.", ["12.5"], []],
    ]);
  });

  it("reads a wish to look closer, whichever way round, and none where its times were not sent", () => {
    const closer = (start: string, end: string) => JSON.stringify({ found: false, closer: { start, end } });
    expect(checkAnswer(closer("83.2", "<12.5 seconds>"), FRAMES)).toEqual({
      ok: true,
      value: { kind: "closer", start: 12.5, end: 83.2 },
    });
    expect(checkAnswer(closer("83.2", "99.9"), FRAMES)).toEqual({ ok: true, value: { kind: "not-found" } });
    expect(checkAnswer('{"found": false}', FRAMES)).toEqual({ ok: true, value: { kind: "not-found" } });
  });
});

const framesAt = (...times: number[]) =>
  times.map((timestamp) => ({
    ...{ label: String(timestamp), timestamp, width: 512, height: 288 },
    jpeg: Buffer.alloc(0),
  }));
const RUN = framesAt(0, 0.2, 0.4, 0.6, 0.8, 1, 3, 5, 7);

describe("endsOfRuns", () => {
  it.each([
    ["shows a moment that was cited frame by frame by its first and last", [0.6, 0.2, 0.4, 0.8], [0.2, 0.8]],
    ["keeps two neighbours, which may be before and after", [0.2, 0.4], [0.2, 0.4]],
    ["keeps frames with another between them that was not cited", [0, 0.4, 0.8], [0, 0.4, 0.8]],
    ["keeps neighbours that are seconds apart", [3, 5, 7], [3, 5, 7]],
    ["tells two runs apart", [0, 0.2, 0.4, 5, 7], [0, 0.4, 5, 7]],
    ["has nothing to show of nothing", [], []],
  ])("%s", (_, cited, shown) => {
    expect(endsOfRuns(framesAt(...cited), RUN).map(({ timestamp }) => timestamp)).toEqual(shown);
  });
});
