import { describe, expect, it } from "vitest";
import { parseTimedText } from "../../src/sound/captions/timed-text.ts";
import { nothingHeard, numberCues, type Transcript } from "../../src/sound/transcript.ts";
import { room } from "./room.ts";

const SAID: Transcript = {
  source: "subtitles",
  language: "en",
  by: "subrip",
  spokenSeconds: null,
  heardSeconds: null,
  cues: numberCues([
    { start: 1.5, end: 3, text: "Good <morning>." },
    { start: 4, end: 6.25, text: "The budget is 4 & 5.", speaker: "Ada" },
  ]),
};

describe("transcript", () => {
  it("gives what is said as files, with where the words come from", async () => {
    const { summarize, run, state } = await room();
    state.heard = SAID;
    await summarize();
    const [told] = await run("transcript");
    expect(told).toMatchObject({ kind: "notice", text: "Words from the video’s subtitles, English." });
    expect(told?.files?.map(({ name, mediaType }) => [name, mediaType])).toEqual([
      ["transcript.vtt", "text/vtt"],
      ["transcript.srt", "application/x-subrip"],
    ]);
    const [vtt, srt] = (told?.files ?? []).map(({ data }) => data.toString());
    expect(parseTimedText(vtt ?? "").map(({ start, end, text }) => [start, end, text])).toEqual(
      SAID.cues.map(({ start, end, text }) => [start, end, text]),
    );
    expect(srt).toContain("2\n00:00:04,000 --> 00:00:06,250\nAda: The budget is 4 & 5.\n");
  });

  it("says why there is none", async () => {
    const { summarize, run, state } = await room();
    state.heard = nothingHeard("no-speech");
    await summarize();
    const [told] = await run("transcript");
    expect(told?.text).toBe("No speech found.");
    expect(told).not.toHaveProperty("files");
  });

  it("knows nothing of a thread without a video", async () => {
    const { run } = await room();
    await expect(run("transcript")).rejects.toMatchObject({ code: "thread-unknown" });
  });
});
