import { expect, it } from "vitest";
import {
  type Cue,
  nothingHeard,
  numberCues,
  type SoundSource,
  type Transcript,
} from "../../src/sound/transcript.ts";

it("numbers cues in order of time, whatever order they came in", () => {
  const said = [
    { start: 4, end: 6, text: "second" },
    { start: 1, end: 3, text: "first" },
    { start: 4, end: 5, text: "shorter", speaker: "Speaker 1" },
  ];
  const cues: Cue[] = numberCues(said);
  expect(cues.map(({ id, text }) => [id, text])).toEqual([
    ["c1", "first"],
    ["c2", "shorter"],
    ["c3", "second"],
  ]);
  expect(cues[1]?.speaker).toBe("Speaker 1");
});

it("says why nothing was heard", () => {
  const transcript: Transcript = nothingHeard("no-server");
  expect(transcript).toMatchObject({ source: "none", noCues: "no-server", cues: [], heardSeconds: null });
});

it("knows every source", () => {
  const sources: readonly SoundSource[] = ["subtitles", "platform", "page", "server", "none"];
  expect(sources).toContain(nothingHeard("turned-off").source);
});
