import { describe, expect, it } from "vitest";
import { CuepointError } from "../../../src/errors.ts";
import type { SoundFile } from "../../../src/sound/file-tools.ts";
import { createListen } from "../../../src/sound/listen.ts";
import { type ListenByServerOptions, listenByServer } from "../../../src/sound/server/listen-by-server.ts";
import type { Hearer, KeptPiece } from "../../../src/sound/server/speech-server.ts";
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

/** Who asked for what, as a store keeps it. */
function keptPieces() {
  const all: (KeptPiece & { readonly of: string })[] = [];
  const ofHearer = (sha256: string, { baseUrl, model }: Hearer) => [sha256, baseUrl, model].join(" ");
  return {
    all,
    async list(sha256: string, hearer: Hearer) {
      const mine = all.filter(({ of }) => of === ofHearer(sha256, hearer));
      return (JSON.parse(JSON.stringify(mine)) as typeof mine).map(({ of: _, ...piece }) => piece);
    },
    async put(sha256: string, hearer: Hearer, piece: KeptPiece) {
      all.push({ ...piece, of: ofHearer(sha256, hearer) });
    },
  };
}

/** Speech in the seconds 40 to 45 and 70 to 72. */
const PIECES = [
  { index: 0, start: 39.8, end: 45.2, speech: [{ start: 40, end: 45 }] },
  { index: 1, start: 69.8, end: 72.2, speech: [{ start: 70, end: 72 }] },
];

function options(speech: ListenByServerOptions["speech"], kept = keptPieces()): ListenByServerOptions {
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
    kept,
    logger,
  };
}

describe("a speech server as the source of words", () => {
  it("says what was sounded under 0:42 at 0:42", async () => {
    await using served = await startSpeech();
    const told = await listenByServer(options(async () => served.client))(file, never);
    expect(told).toMatchObject({
      ...{ source: "server", language: "en", by: "whisper-1", spokenSeconds: 7, heardSeconds: 7 },
    });
    expect(told?.cues.map(({ id, text }) => [id, text])).toEqual(
      [40, 41, 42, 43, 44, 70, 71].map((second, i) => [`c${i + 1}`, `mark ${second}`]),
    );
    for (const { start, text } of told?.cues ?? [])
      expect(Math.abs(start - Number(text.split(" ")[1]))).toBeLessThanOrEqual(0.1);
    expect(Object.keys(told?.cues[0] ?? {}).sort()).toEqual(["end", "id", "start", "text"]);
  });

  it("asks only for what was not heard before, by the same model at the same server", async () => {
    await using served = await startSpeech();
    await using other = await startSpeech();
    const kept = keptPieces();
    const listen = (client = served.client) => listenByServer(options(async () => client, kept))(file, never);
    const first = await listen();
    expect(kept.all.map(({ start, asked }) => [start, asked])).toEqual([
      [39.8, null],
      [69.8, "en"],
    ]);
    expect(await listen()).toEqual(first);
    expect(served.server.requests).toHaveLength(2);
    await listen({ ...served.client, name: "another" });
    expect(served.server.requests).toHaveLength(4);
    await listen(other.client);
    expect(other.server.requests).toHaveLength(2);
  });

  it("knows a piece by its place in the video, whatever its number in this range", async () => {
    await using served = await startSpeech({ spoken: "fr" });
    const kept = keptPieces();
    await listenByServer(options(async () => served.client, kept))(file, never);
    const later = { index: 0, start: 69.8004, end: 72.2, speech: [{ start: 70, end: 72 }] };
    const fresh = { index: 1, start: 80, end: 81, speech: [{ start: 80, end: 81 }] };
    const plan = async () => ({ spokenSeconds: 3, strict: false, pieces: [later, fresh] });
    const told = await listenByServer({ ...options(async () => served.client, kept), plan })(file, never);
    expect(told?.cues.map(({ text }) => text)).toEqual(["mark 70", "mark 71", "mark 80"]);
    const asked = served.server.requests.map(({ fields }) => fields.language);
    expect(asked).toEqual([undefined, "fr", "fr"]);
  });

  it("leaves alone what was heard in another language than the video's", async () => {
    await using served = await startSpeech();
    const kept = keptPieces();
    const listen = () => listenByServer(options(async () => served.client, kept))(file, never);
    const first = await listen();
    kept.all.splice(1, 1, ...kept.all.slice(1).map((piece) => ({ ...piece, asked: "id", lines: [] })));
    expect(await listen()).toEqual(first);
    expect(served.server.requests).toHaveLength(3);
  });

  it("hears all the same where nothing can be kept, and says so once", async () => {
    await using served = await startSpeech();
    const refuse = () => Promise.reject(new CuepointError("no-space"));
    for (const list of [refuse, async () => []]) {
      const away = createFakeLogger();
      const kept = { list, put: refuse };
      const told = await listenByServer({ ...options(async () => served.client), kept, logger: away })(
        file,
        never,
      );
      expect(told?.cues).toHaveLength(7);
      expect(away.lines.map(({ msg }) => msg)).toEqual(["what is heard cannot be kept"]);
    }
  });

  it("numbers speakers over all pieces, also those of an earlier range, and joins none by a letter alone", async () => {
    await using served = await startSpeech(
      { flavour: "openai-diarize" },
      { model: "gpt-4o-transcribe-diarize" },
    );
    const kept = keptPieces();
    const speakers = async (pieces: typeof PIECES) => {
      const plan = async () => ({ spokenSeconds: 7, strict: false, pieces });
      const told = await listenByServer({ ...options(async () => served.client, kept), plan })(file, never);
      return told?.cues.map(({ speaker }) => speaker?.replace("Speaker ", ""));
    };
    expect(await speakers(PIECES)).toEqual(["1", "2", "1", "2", "1", "3", "4"]);
    const later = PIECES.slice(1).map((piece) => ({ ...piece, index: 0 }));
    expect(await speakers(later)).toEqual(["3", "4"]);
    expect(served.server.requests).toHaveLength(served.server.hits.length);
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
