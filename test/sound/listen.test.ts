import { describe, expect, it } from "vitest";
import type { SoundFile } from "../../src/sound/file-tools.ts";
import { createListen, type Source } from "../../src/sound/listen.ts";
import { type NoCues, nothingHeard, numberCues, type Transcript } from "../../src/sound/transcript.ts";
import { createFakeLogger } from "../fakes/logger.ts";

const never = new AbortController().signal;
const FILE: SoundFile = {
  path: "/videos/talk.mp4",
  sha256: "0".repeat(64),
  video: { info: { startTime: 0, hasAudio: true } },
  range: { start: 0, end: 60 },
};

const words = (source: Transcript["source"], ...starts: number[]): Transcript => ({
  ...nothingHeard("no-speech"),
  source,
  cues: numberCues(starts.map((start) => ({ start, end: start + 2, text: `at ${start}` }))),
});

/** Sources by name, in order; each writes down that it was asked. */
function listening(parts: Record<string, () => Promise<Transcript | null>>) {
  const asked: string[] = [];
  const logger = createFakeLogger();
  const sources: Source[] = Object.entries(parts).map(([name, tell]) => ({
    name,
    async listen() {
      asked.push(name);
      return tell();
    },
  }));
  return { asked, logger, listen: createListen({ sources, logger }) };
}

const broken = async () => {
  throw new Error("the stream is broken");
};

describe("createListen", () => {
  it("takes the first source that has words, and asks no later one", async () => {
    const { asked, listen } = listening({
      subtitles: async () => null,
      platform: async () => words("platform", 1, 5),
      server: async () => words("server", 1),
    });
    expect(await listen(FILE, never)).toMatchObject({
      source: "platform",
      cues: [{ id: "c1" }, { id: "c2" }],
    });
    expect(asked).toEqual(["subtitles", "platform"]);
  });

  it("takes it that nobody speaks as an answer", async () => {
    const { asked, listen } = listening({
      server: async () => nothingHeard("no-speech"),
      other: async () => words("server", 1),
    });
    expect(await listen(FILE, never)).toMatchObject({ source: "none", noCues: "no-speech", cues: [] });
    expect(asked).toEqual(["server"]);
  });

  it("leaves it to the next source where one fails, and the log has the cause", async () => {
    const { logger, listen } = listening({ subtitles: broken, page: async () => words("page", 3) });
    expect(await listen(FILE, never)).toMatchObject({ source: "page" });
    expect(JSON.stringify(logger.lines)).toContain("subtitles");
  });

  it.each<[string, Record<string, () => Promise<Transcript | null>>, boolean, NoCues]>([
    ["nothing was tried", {}, true, "no-server"],
    ["the file is silent", { subtitles: async () => null }, false, "no-track"],
    ["all that was tried failed", { subtitles: broken, page: async () => null }, true, "failed"],
    [
      "one failed and there is no server",
      { subtitles: broken, server: async () => nothingHeard("no-server") },
      true,
      "failed",
    ],
    ["listening is turned off", { server: async () => nothingHeard("turned-off") }, true, "turned-off"],
  ])("says why where %s", async (_, parts, hasAudio, noCues) => {
    const { listen } = listening(parts);
    const file = { ...FILE, video: { info: { startTime: 0, hasAudio } } };
    expect(await listen(file, never)).toEqual(nothingHeard(noCues));
  });

  it("keeps what is said in the range, also in part, and numbers that", async () => {
    const { listen } = listening({ subtitles: async () => words("subtitles", 0, 9, 20, 30) });
    const { cues } = await listen({ ...FILE, range: { start: 10, end: 30 } }, never);
    expect(cues.map(({ id, start }) => [id, start])).toEqual([
      ["c1", 9],
      ["c2", 20],
    ]);
    const silent = await listen({ ...FILE, range: { start: 40, end: 60 } }, never);
    expect(silent).toEqual(nothingHeard("no-speech"));
  });

  it("rejects with the signal", async () => {
    const stop = new AbortController();
    const { asked, listen } = listening({
      subtitles: async () => {
        stop.abort(new Error("stopped"));
        stop.signal.throwIfAborted();
        return null;
      },
      page: async () => words("page", 1),
    });
    await expect(listen(FILE, stop.signal)).rejects.toThrow("stopped");
    expect(asked).toEqual(["subtitles"]);
  });
});
