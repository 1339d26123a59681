import { describe, expect, it } from "vitest";
import { CuepointError } from "../../../src/errors.ts";
import type { Piece } from "../../../src/sound/piece.ts";
import type { HeardPiece } from "../../../src/sound/server/speech-server.ts";
import { transcribe } from "../../../src/sound/server/transcribe.ts";
import { codeOf } from "../../support/code-of.ts";
import { eventually } from "../../support/eventually.ts";
import { pieceOf, startSpeech } from "./start-speech.ts";

const never = new AbortController().signal;

/** A clip in pieces of two seconds; `read` counts those that were taken. */
function clip(count: number) {
  const read = { pieces: 0 };
  async function* pieces(): AsyncGenerator<Piece> {
    for (let index = 0; index < count; index++) {
      read.pieces++;
      // The one with the most speech is not the first.
      const seconds = index === 2 ? [4, 5] : [2 * index];
      yield pieceOf(2 * index, 2 * index + 2, { index, seconds });
    }
  }
  return { read, pieces: pieces() };
}

describe("transcribe", () => {
  it("hears all pieces in order, the one with the most speech first, and the others in its language", async () => {
    await using served = await startSpeech({ spoken: "fr" });
    const got: number[] = [];
    const result = await transcribe(
      clip(6).pieces,
      { server: served.client, parallel: 4, onPiece: ({ index }) => void got.push(index) },
      never,
    );
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

  it("asks no more at once than it may, and reads no more ahead", async () => {
    await using served = await startSpeech();
    const { read, pieces } = clip(30);
    served.server.misbehave("slow");
    served.server.release(1);
    const result = transcribe(pieces, { server: served.client, parallel: 3 }, never);
    await eventually(() => expect(served.server.requests).toHaveLength(4));
    expect(read.pieces).toBeLessThan(14);
    served.server.release();
    expect((await result).lines).toHaveLength(31);
    expect(served.server.peak()).toBe(3);
  });

  it("asks nothing that is known already", async () => {
    await using served = await startSpeech();
    const kept = new Map<number, HeardPiece>();
    const options = { server: served.client, parallel: 2 };
    const first = await transcribe(
      clip(4).pieces,
      { ...options, onPiece: (piece) => void kept.set(piece.index, piece) },
      never,
    );
    kept.delete(3);
    const before = served.server.requests.length;
    const known = new Map(JSON.parse(JSON.stringify([...kept])) as [number, HeardPiece][]);
    expect(await transcribe(clip(4).pieces, { ...options, known }, never)).toEqual(first);
    expect(served.server.requests.slice(before).map(({ fields }) => fields.language)).toEqual(["en"]);
  });

  it("keeps what the filter leaves, and hands that on", async () => {
    await using served = await startSpeech();
    const kept: HeardPiece[] = [];
    const { lines } = await transcribe(
      clip(3).pieces,
      {
        ...{ server: served.client, parallel: 1, onPiece: (piece) => void kept.push(piece) },
        filter: (all) => all.filter(({ text }) => text !== "mark 4"),
      },
      never,
    );
    expect(lines.map(({ text }) => text)).toEqual(["mark 0", "mark 2", "mark 5"]);
    expect(kept.flatMap(({ lines: of }) => of)).toHaveLength(3);
  });

  it("counts a piece that fails as a hole, and goes on", async () => {
    await using served = await startSpeech();
    const options = { server: served.client, parallel: 1 };
    const first = transcribe(clip(1).pieces, options, never);
    await first;
    served.server.misbehave("status", { status: 404, times: 2 });
    const result = await transcribe(clip(6).pieces, options, never);
    expect(result).toMatchObject({ pieces: 6, failed: 2, spokenSeconds: 7, heardSeconds: 4 });
    expect(result.lines.map(({ text }) => text)).toEqual(["mark 2", "mark 6", "mark 8", "mark 10"]);
  });

  it("gives a server up that fails again and again, and says why where nothing was heard", async () => {
    await using served = await startSpeech();
    served.server.misbehave("status", { status: 401 });
    expect(await codeOf(transcribe(clip(40).pieces, { server: served.client, parallel: 2 }, never))).toBe(
      "speech-refused",
    );
    expect(served.server.requests.length).toBeLessThan(6);
  });

  it("counts what was spoken to the end where the server went away on the way", async () => {
    await using served = await startSpeech();
    let heard = 0;
    const result = await transcribe(
      clip(20).pieces,
      {
        ...{ server: served.client, parallel: 1 },
        onPiece() {
          if (++heard === 3) served.server.misbehave("status", { status: 401 });
        },
      },
      never,
    );
    expect(result).toMatchObject({ pieces: 20, failed: 17, spokenSeconds: 21 });
  });

  it("stops at once, and hands over nothing more", async () => {
    await using served = await startSpeech();
    served.server.misbehave("hang");
    const stop = new AbortController();
    const work = codeOf(transcribe(clip(10).pieces, { server: served.client, parallel: 2 }, stop.signal));
    await eventually(() => expect(served.server.requests).toHaveLength(1));
    stop.abort();
    expect(await work).toBe("cancelled");
    expect(served.server.requests).toHaveLength(1);
  });

  it("ends with the error of who keeps the pieces", async () => {
    await using served = await startSpeech();
    const onPiece = () => Promise.reject(new CuepointError("no-space"));
    expect(
      await codeOf(transcribe(clip(3).pieces, { server: served.client, parallel: 2, onPiece }, never)),
    ).toBe("no-space");
  });

  it("hears nothing in no sound", async () => {
    await using served = await startSpeech();
    expect(await transcribe(clip(0).pieces, { server: served.client, parallel: 2 }, never)).toMatchObject({
      ...{ lines: [], pieces: 0, failed: 0, language: null },
    });
  });
});
