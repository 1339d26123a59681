import { describe, expect, it } from "vitest";
import { CuepointError } from "../../../src/errors.ts";
import type { Piece } from "../../../src/sound/piece.ts";
import type { HeardPiece } from "../../../src/sound/server/speech-server.ts";
import { type TranscribeOptions, transcribe } from "../../../src/sound/server/transcribe.ts";
import { codeOf } from "../../support/code-of.ts";
import { eventually } from "../../support/eventually.ts";
import { pieceOf, startSpeech } from "./start-speech.ts";

const never = new AbortController().signal;

/** A clip in pieces of two seconds, of which the third has the most speech. */
function clip(count: number) {
  const cuts: number[] = [];
  const secondsOf = (index: number) => (index === 2 ? [4, 5] : [2 * index]);
  const plan = Array.from({ length: count }, (_, index) => {
    const speech = secondsOf(index).map((second) => ({ start: second, end: second + 1 }));
    return { index, start: 2 * index, end: 2 * index + 2, speech };
  });
  const cut = async ({ index, start, end }: Omit<Piece, "wav">) => {
    cuts.push(index);
    return pieceOf(start, end, { index, seconds: secondsOf(index) });
  };
  return { plan, cut, cuts };
}

type Options = Omit<TranscribeOptions, "cut">;

/** Transcribes a clip of so many pieces. */
function transcribeClip(count: number, options: Options, signal = never) {
  const { plan, cut } = clip(count);
  return transcribe(plan, { cut, ...options }, signal);
}

describe("transcribe", () => {
  it("hears all pieces in order, the one with the most speech first, and the others in its language", async () => {
    await using served = await startSpeech({ spoken: "fr" });
    const got: number[] = [];
    const result = await transcribeClip(6, {
      ...{ server: served.client, parallel: 4 },
      onPiece: ({ index }) => void got.push(index),
    });
    expect(result.lines.map(({ text }) => text)).toEqual(
      [0, 2, 4, 5, 6, 8, 10].map((second) => `mark ${second}`),
    );
    expect(result).toMatchObject({ language: "fr", by: "whisper-1", pieces: 6, failed: 0 });
    expect([result.spokenSeconds, result.heardSeconds]).toEqual([7, 7]);
    expect(got[0]).toBe(2);
    expect(got.toSorted()).toEqual([0, 1, 2, 3, 4, 5]);
    const languages = served.server.requests.map(({ fields }) => fields.language);
    expect(languages).toEqual([undefined, "fr", "fr", "fr", "fr", "fr"]);
  });

  it("asks no more at once than it may, and has the sound of no more in memory", async () => {
    await using served = await startSpeech();
    const { plan, cut, cuts } = clip(30);
    served.server.misbehave("slow");
    served.server.release(1);
    const result = transcribe(plan, { server: served.client, cut, parallel: 3 }, never);
    await eventually(() => expect(served.server.requests).toHaveLength(4));
    expect(cuts).toEqual([2, 0, 1, 3]);
    served.server.release();
    expect((await result).lines).toHaveLength(31);
    expect(served.server.peak()).toBe(3);
  });

  it("asks nothing that is known already", async () => {
    await using served = await startSpeech();
    const kept = new Map<number, HeardPiece>();
    const options = { server: served.client, parallel: 2 };
    const onPiece = (piece: HeardPiece) => void kept.set(piece.index, piece);
    const first = await transcribeClip(4, { ...options, onPiece });
    kept.delete(3);
    const before = served.server.requests.length;
    const known = new Map(JSON.parse(JSON.stringify([...kept])) as [number, HeardPiece][]);
    const { plan, cut, cuts } = clip(4);
    expect(await transcribe(plan, { ...options, cut, known }, never)).toEqual(first);
    expect(cuts).toEqual([3]);
    expect(served.server.requests.slice(before).map(({ fields }) => fields.language)).toEqual(["en"]);
  });

  it("keeps what the filter leaves, and hands that on", async () => {
    await using served = await startSpeech();
    const kept: HeardPiece[] = [];
    const { lines } = await transcribeClip(3, {
      ...{ server: served.client, parallel: 1, onPiece: (piece) => void kept.push(piece) },
      filter: (all) => all.filter(({ text }) => text !== "mark 4"),
    });
    expect(lines.map(({ text }) => text)).toEqual(["mark 0", "mark 2", "mark 5"]);
    expect(kept.flatMap(({ lines: of }) => of)).toHaveLength(3);
  });

  it("counts a piece that fails as a hole, and goes on", async () => {
    await using served = await startSpeech();
    const options = { server: served.client, parallel: 1 };
    await transcribeClip(1, options);
    served.server.misbehave("status", { status: 404, times: 2 });
    const result = await transcribeClip(6, options);
    expect(result).toMatchObject({ pieces: 6, failed: 2, spokenSeconds: 7, heardSeconds: 4 });
    expect(result.lines.map(({ text }) => text)).toEqual(["mark 2", "mark 6", "mark 8", "mark 10"]);
  });

  it("counts a part of the sound that cannot be cut as a hole", async () => {
    await using served = await startSpeech();
    const { plan, cut } = clip(4);
    const broken: typeof cut = async (piece) => {
      if (piece.index === 1) throw new CuepointError("video-failed");
      return await cut(piece);
    };
    const result = await transcribe(plan, { server: served.client, cut: broken, parallel: 2 }, never);
    expect(result).toMatchObject({ pieces: 4, failed: 1, spokenSeconds: 5, heardSeconds: 4 });
  });

  it("gives a server up that fails again and again, and says why where nothing was heard", async () => {
    await using served = await startSpeech();
    served.server.misbehave("status", { status: 401 });
    expect(await codeOf(transcribeClip(40, { server: served.client, parallel: 2 }))).toBe("speech-refused");
    expect(served.server.requests.length).toBeLessThan(6);
  });

  it("counts all that was spoken where the server went away on the way", async () => {
    await using served = await startSpeech();
    let heard = 0;
    const result = await transcribeClip(20, {
      ...{ server: served.client, parallel: 1 },
      onPiece() {
        if (++heard === 3) served.server.misbehave("status", { status: 401 });
      },
    });
    expect(result).toMatchObject({ pieces: 20, failed: 17, spokenSeconds: 21 });
  });

  it("stops at once, and hands over nothing more", async () => {
    await using served = await startSpeech();
    served.server.misbehave("hang");
    const stop = new AbortController();
    const work = codeOf(transcribeClip(10, { server: served.client, parallel: 2 }, stop.signal));
    await eventually(() => expect(served.server.requests).toHaveLength(1));
    stop.abort();
    expect(await work).toBe("cancelled");
    expect(served.server.requests).toHaveLength(1);
  });

  it("ends with the error of who keeps the pieces", async () => {
    await using served = await startSpeech();
    const onPiece = () => Promise.reject(new CuepointError("no-space"));
    expect(await codeOf(transcribeClip(3, { server: served.client, parallel: 2, onPiece }))).toBe("no-space");
  });

  it("hears nothing in no sound", async () => {
    await using served = await startSpeech();
    expect(await transcribeClip(0, { server: served.client, parallel: 2 })).toMatchObject({
      ...{ lines: [], pieces: 0, failed: 0, language: null },
    });
  });
});
