import { describe, expect, it } from "vitest";
import { CuepointError } from "../../../src/errors.ts";
import type { SoundFile } from "../../../src/sound/file-tools.ts";
import { createListen } from "../../../src/sound/listen.ts";
import { type ListenByServerOptions, listenByServer } from "../../../src/sound/server/listen-by-server.ts";
import type { HeardPiece } from "../../../src/sound/server/speech-server.ts";
import { nothingHeard } from "../../../src/sound/transcript.ts";
import { createFakeLogger } from "../../fakes/logger.ts";
import { pieceOf, startSpeech } from "./start-speech.ts";

const never = new AbortController().signal;
const logger = createFakeLogger();
const file: SoundFile = {
  path: "/videos/talk.mp4",
  sha256: "0".repeat(64),
  video: { info: { startTime: 0, hasAudio: true } },
  range: { start: 0, end: 80 },
};
const silent = { ...file, video: { info: { startTime: 0, hasAudio: false } } };

/** The files whose pieces were no longer wanted. */
const dropped: string[] = [];

/** Speech in the seconds 40 to 45 and 70 to 72. */
const PIECES = [
  { index: 0, start: 39.8, end: 45.2, speech: [{ start: 40, end: 45 }] },
  { index: 1, start: 69.8, end: 72.2, speech: [{ start: 70, end: 72 }] },
];

function options(speech: ListenByServerOptions["speech"], kept: HeardPiece[] = []): ListenByServerOptions {
  return {
    ...{ speech, parallel: 2 },
    plan: async () => ({ spokenSeconds: 7, strict: false, pieces: PIECES }),
    async cut(_, piece) {
      const seconds = piece.speech.flatMap(({ start, end }) =>
        Array.from({ length: end - start }, (_value, i) => start + i),
      );
      return { ...piece, wav: pieceOf(piece.start, piece.end, { seconds }).wav };
    },
    filter: (lines) => lines,
    kept: {
      read: async () => kept,
      write: async (_, piece) => void kept.push(piece),
      drop: async () => void dropped.push(file.sha256),
    },
  };
}

describe("a speech server as the source of words", () => {
  it("says what was sounded under 0:42 at 0:42", async () => {
    await using served = await startSpeech();
    const told = await listenByServer(options(async () => served.client))(file, never);
    expect(told).toMatchObject({
      ...{ source: "server", language: "en", by: "whisper-1", spokenSeconds: 7, heardSeconds: 7 },
    });
    expect(dropped.splice(0)).toEqual([file.sha256]);
    expect(told?.cues.map(({ id, text }) => [id, text])).toEqual(
      [40, 41, 42, 43, 44, 70, 71].map((second, i) => [`c${i + 1}`, `mark ${second}`]),
    );
    for (const { start, text } of told?.cues ?? [])
      expect(Math.abs(start - Number(text.split(" ")[1]))).toBeLessThanOrEqual(0.1);
    expect(Object.keys(told?.cues[0] ?? {}).sort()).toEqual(["end", "id", "start", "text"]);
  });

  it("asks only for what was not heard before, by the same model", async () => {
    await using served = await startSpeech();
    const kept: HeardPiece[] = [];
    const listen = () => listenByServer(options(async () => served.client, kept))(file, never);
    const first = await listen();
    expect(kept.map(({ index }) => index)).toEqual([0, 1]);
    expect(await listen()).toEqual(first);
    expect(served.server.requests).toHaveLength(2);
    kept.splice(0, 2, ...kept.map((piece) => ({ ...piece, by: "another" })));
    await listen();
    expect(served.server.requests).toHaveLength(4);
  });

  it("tells a hole from silence", async () => {
    await using served = await startSpeech();
    const fresh = () => options(async () => served.client);
    expect(await listenByServer({ ...fresh(), filter: () => [] })(file, never)).toEqual(
      nothingHeard("no-speech"),
    );
    const plan = async () => ({ spokenSeconds: 0, strict: false, pieces: [] });
    expect(await listenByServer({ ...fresh(), plan })(file, never)).toEqual(nothingHeard("no-speech"));
    served.server.misbehave("status", { status: 404, times: 1 });
    expect(await listenByServer(fresh())(file, never)).toMatchObject({ spokenSeconds: 7, heardSeconds: 2 });
    served.server.misbehave("status", { status: 404, times: 1 });
    expect(await listenByServer({ ...fresh(), filter: () => [] })(file, never)).toEqual(
      nothingHeard("failed"),
    );
  });

  it("takes no sound out where there is none, no server, or no wish for one", async () => {
    const plan = () => Promise.reject(new Error("sound was taken out"));
    const reasonOf = async (speech: ListenByServerOptions["speech"], of = file) => {
      const source = { name: "server", listen: listenByServer({ ...options(speech), plan }) };
      return (await createListen({ sources: [source], logger })(of, never)).noCues;
    };
    expect(await reasonOf(async () => null)).toBe("no-server");
    expect(await reasonOf(null)).toBe("off-here");
    expect(await reasonOf(async () => null, silent)).toBe("no-track");
    const away = () => Promise.reject(new CuepointError("speech-unreachable"));
    expect(await reasonOf(away)).toBe("failed");
  });
});
