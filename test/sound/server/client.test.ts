import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import type { HeardPiece } from "../../../src/sound/server/speech-server.ts";
import { markedWav } from "../../fakes/speech-server/wav.ts";
import { codeOf } from "../../support/code-of.ts";
import { eventually } from "../../support/eventually.ts";
import { pieceOf, startSpeech } from "./start-speech.ts";

const never = new AbortController().signal;
/** The same samples at another rate: a long sound in few bytes. */
function slowed(wav: Uint8Array, rate: number): Uint8Array {
  const bytes = Buffer.from(wav);
  bytes.writeUInt32LE(rate, 24);
  return bytes;
}

const textsOf = ({ lines }: HeardPiece) => lines.map(({ text }) => text);

describe("the speech client", () => {
  it("asks for lines with times, and says when each was heard on the video's clock", async () => {
    await using served = await startSpeech();
    const piece = await served.client.hear(pieceOf(40.5, 44), null, never);
    expect(textsOf(piece)).toEqual(["mark 40", "mark 41", "mark 42", "mark 43"]);
    for (const [i, { start }] of piece.lines.entries())
      expect(Math.abs(start - Math.max(40.5, 40 + i))).toBeLessThanOrEqual(0.1);
    expect(piece).toMatchObject({ index: 0, start: 40.5, end: 44, language: "en", by: "whisper-1" });
    expect(served.client.form()).toBe("lines");
    expect(served.server.requests[0]?.fields).toMatchObject({
      ...{ model: "whisper-1", response_format: "verbose_json", "timestamp_granularities[]": "segment" },
      temperature: "0",
    });
    expect(served.server.requests[0]?.fields).not.toHaveProperty("language");
  });

  it("falls back to text where the server has no times, gives it those of the speech, and asks so from then on", async () => {
    await using served = await startSpeech({ flavour: "llama.cpp" });
    const piece = pieceOf(40, 50, { seconds: [42, 43] });
    const { lines } = await served.client.hear(piece, null, never);
    expect(lines).toMatchObject([{ start: 42, end: 44, text: "mark 42 mark 43" }]);
    expect(served.client.form()).toBe("text");
    const tries = served.server.requests.length;
    await served.client.hear(piece, "en", never);
    expect(served.server.requests.slice(tries).map(({ fields }) => fields.response_format)).toEqual(["json"]);
  });

  it("asks without the field that a strict server does not know, and keeps the times", async () => {
    await using served = await startSpeech();
    served.server.misbehave("strict");
    expect(textsOf(await served.client.hear(pieceOf(0, 2), null, never))).toEqual(["mark 0", "mark 1"]);
    expect(served.client.form()).toBe("lines");
  });

  it.each([
    ["a model without times", "no-verbose", "text"],
    ["lines without times", "no-times", "lines"],
  ] as const)("gives words to the speech, from %s", async (_, kind, form) => {
    await using served = await startSpeech();
    served.server.misbehave(kind);
    const { lines } = await served.client.hear(pieceOf(10, 20, { seconds: [15] }), null, never);
    expect(lines).toMatchObject([{ start: 15, end: 16, text: "mark 15" }]);
    expect(served.client.form()).toBe(form);
  });

  it("takes numbers as text, and null for what is not known", async () => {
    await using served = await startSpeech();
    served.server.misbehave("text-numbers");
    const { lines } = await served.client.hear(pieceOf(5, 6), null, never);
    expect(lines[0]?.start).toBeCloseTo(5, 1);
    expect(lines[0]?.confidence).toEqual({
      ...{ noSpeechProbability: null, averageLogProbability: -0.2, compressionRatio: 1.1 },
    });
  });

  it("reads times in nanoseconds, as LocalAI has them", async () => {
    await using served = await startSpeech();
    served.server.misbehave("nanoseconds");
    const { lines } = await served.client.hear(pieceOf(10, 13), null, never);
    expect(lines.map(({ start }) => Math.round(start * 10) / 10)).toEqual([10, 11, 12]);
  });

  it("hears all of a piece where a server's own cuts would lose and shift words", async () => {
    await using served = await startSpeech({ flavour: "vllm" });
    const { lines } = await served.client.hear(pieceOf(0, 28), null, never);
    expect(lines.map(({ text }) => text)).toEqual(Array.from({ length: 28 }, (_, i) => `mark ${i}`));
    const long = await served.client.hear(pieceOf(0, 40), null, never);
    expect(textsOf(long)).not.toContain("mark 29");
    expect(long.lines.find(({ text }) => text === "mark 35")?.start).toBeCloseTo(35.5, 1);
  });

  it("drops what lies outside the piece, and cuts what goes on after it", async () => {
    await using served = await startSpeech();
    served.server.misbehave("outside");
    expect(textsOf(await served.client.hear(pieceOf(0, 2), null, never))).toEqual(["mark 0", "mark 1"]);
    served.server.misbehave("drift", { seconds: 1.5 });
    const { lines } = await served.client.hear(pieceOf(0, 3), null, never);
    expect(lines.map(({ text }) => text)).toEqual(["mark 0", "mark 1"]);
    expect(lines[1]?.end).toBe(3);
  });

  it("says how sure the model was of what it invented", async () => {
    await using served = await startSpeech();
    served.server.misbehave("invented");
    const { lines } = await served.client.hear(pieceOf(0, 6, { seconds: [1] }), null, never);
    expect(lines.at(-1)).toMatchObject({
      text: "Thank you for watching!",
      confidence: { noSpeechProbability: 0.92, averageLogProbability: -1.4 },
    });
  });

  it("end a line with its last word where the server times words", async () => {
    await using served = await startSpeech({ flavour: "whisper.cpp" });
    const { lines } = await served.client.hear(pieceOf(0, 3, { seconds: [0, 2] }), null, never);
    expect(lines.map(({ end }) => Math.round(end))).toEqual([1, 3]);
  });

  it("tells speakers as the server calls them", async () => {
    await using served = await startSpeech(
      { flavour: "openai-diarize" },
      { model: "gpt-4o-transcribe-diarize" },
    );
    const { lines } = await served.client.hear(pieceOf(0, 3), null, never);
    expect(lines.map(({ speaker }) => speaker)).toEqual(["A", "B", "A"]);
    expect(served.client.form()).toBe("speakers");
    expect(served.server.requests[0]?.fields).toMatchObject({ chunking_strategy: "auto" });
  });
});

describe("the language", () => {
  it("is sent where it is known, without its country", async () => {
    await using served = await startSpeech();
    await served.client.hear(pieceOf(0, 1), "pt-BR", never);
    expect(served.server.requests[0]?.fields.language).toBe("pt");
  });

  it("is asked for where a server takes all for English, and its name read", async () => {
    await using served = await startSpeech({ flavour: "whisper.cpp", spoken: "ru" });
    const piece = await served.client.hear(pieceOf(0, 1), null, never);
    expect(piece.language).toBe("ru");
    await served.client.hear(pieceOf(1, 2), null, never);
    expect(served.server.requests.map(({ fields }) => fields.language)).toEqual([undefined, "auto", "auto"]);
  });

  it("is asked for once more where an answer comes in another", async () => {
    await using served = await startSpeech();
    served.server.misbehave("other-language", { language: "id", times: 1 });
    expect((await served.client.hear(pieceOf(0, 1), "en", never)).language).toBe("en");
    expect(served.server.requests).toHaveLength(2);
    served.server.misbehave("other-language", { language: "id" });
    await served.client.hear(pieceOf(0, 1), "en", never);
    expect(served.server.requests).toHaveLength(4);
  });
});

describe("a fault", () => {
  it.each([500, 503, 429, 408])("with status %i passes, and the piece is asked again", async (status) => {
    await using served = await startSpeech();
    served.server.misbehave("status", { status, times: 2 });
    expect(textsOf(await served.client.hear(pieceOf(7, 8), null, never))).toEqual(["mark 7"]);
    expect(served.waits).toEqual([500, 1000]);
  });

  it("is waited out for as long as the server says, and a minute at most", async () => {
    await using served = await startSpeech();
    served.server.misbehave("status", { status: 429, retryAfter: "7", times: 1 });
    await served.client.hear(pieceOf(0, 1), null, never);
    served.server.misbehave("status", { status: 429, retryAfter: "3600", times: 1 });
    await served.client.hear(pieceOf(0, 1), null, never);
    expect(served.waits).toEqual([7000, 60_000]);
  });

  it("that stays has its code", async () => {
    await using served = await startSpeech();
    served.server.misbehave("status");
    expect(await codeOf(served.client.hear(pieceOf(0, 1), null, never))).toBe("speech-unreachable");
    expect(served.server.requests).toHaveLength(4);
  });

  it.each([
    [401, 1],
    [404, 1],
    [400, 3],
  ])("with status %i is not asked again", async (status, requests) => {
    await using served = await startSpeech();
    served.server.misbehave("status", { status });
    expect(await codeOf(served.client.hear(pieceOf(0, 1), null, never))).toBe("speech-refused");
    expect(served.waits).toEqual([]);
    expect(served.server.requests).toHaveLength(requests);
  });

  it.each([
    ["more than 600 seconds", slowed(markedWav(0, 1, []), 16)],
    ["more than 25 MB", Buffer.alloc(26 * 2 ** 20)],
    ["what is no sound", Buffer.from("RIFF")],
  ])("is a refusal for %s", async (_, wav) => {
    await using served = await startSpeech();
    expect(await codeOf(served.client.hear({ ...pieceOf(0, 1), wav }, null, never))).toBe("speech-refused");
  });

  it("is garbled where a web page answers", async () => {
    await using served = await startSpeech();
    served.server.misbehave("html");
    expect(await codeOf(served.client.hear(pieceOf(0, 1), null, never))).toBe("speech-garbled");
  });

  it("is unreachable where no one listens", async () => {
    const served = await startSpeech();
    await served.server.stop();
    expect(await codeOf(served.client.hear(pieceOf(0, 1), null, never))).toBe("speech-unreachable");
  });

  it("is a timeout where the server hangs, after a second try", async () => {
    await using served = await startSpeech({}, { timeoutMs: 300 });
    served.server.misbehave("hang");
    expect(await codeOf(served.client.hear(pieceOf(0, 1), null, never))).toBe("speech-timeout");
    expect(served.waits).toEqual([500]);
  });

  it("of a wrong key is a refusal that says nothing of the key", async () => {
    await using served = await startSpeech({ apiKey: "right" }, { apiKey: "hidden-word" });
    const error = await served.client.hear(pieceOf(0, 1), null, never).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: "speech-refused", details: { status: 401 } });
    expect(inspect(error, { depth: 9 })).not.toContain("hidden-word");
  });

  it("is none where the key is right", async () => {
    await using served = await startSpeech({ apiKey: "right" });
    expect(textsOf(await served.client.hear(pieceOf(3, 4), null, never))).toEqual(["mark 3"]);
  });
});

it("logs no word of what was said, and no key", async () => {
  await using served = await startSpeech({ apiKey: "hidden-word" });
  served.server.misbehave("other-language", { times: 1 });
  await served.client.hear(pieceOf(0, 2), "en", never);
  served.server.misbehave("status", { status: 400 });
  await codeOf(served.client.hear(pieceOf(0, 2), "en", never));
  expect(served.log()).toContain("piece not heard");
  expect(served.log()).not.toMatch(/mark \d|hidden-word/);
});

it("closes the connection at once when the work is stopped", async () => {
  await using served = await startSpeech();
  served.server.misbehave("hang");
  const stop = new AbortController();
  const hearing = codeOf(served.client.hear(pieceOf(0, 1), null, stop.signal));
  await eventually(() => expect(served.server.requests).toHaveLength(1));
  stop.abort();
  expect(await hearing).toBe("cancelled");
  await eventually(() => expect(served.server.requests[0]?.wasLeft).toBe(true));
});
