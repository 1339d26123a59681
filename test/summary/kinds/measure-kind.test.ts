import { expect, it } from "vitest";
import { nothingHeard, type Transcript } from "../../../src/sound/transcript.ts";
import { chosenKind } from "../../../src/summary/kinds/measure-kind.ts";
import type { Candidate, ScanResult } from "../../../src/video/shots/scan-result.ts";

const SECONDS = 600;

interface Filmed {
  /** Share of the length. */
  readonly still?: number;
  /** Changes that came and stayed. */
  readonly written?: number;
  readonly cuts?: number;
  readonly seconds?: number;
}

function scanOf({ still = 0, written = 0, cuts = 0, seconds = SECONDS }: Filmed): ScanResult {
  const signature = {} as Candidate["signature"];
  const candidates = Array.from({ length: seconds }, (_, second): Candidate => {
    const isStill = second / seconds < still;
    return {
      ...{ timestamp: second, signature, difference: isStill ? 0.1 : 6, activity: 1 },
      ...{ brightness: 120, contrast: 40 },
      ...(second < written && { novelty: "settled" as const }),
    };
  });
  const times = Array.from({ length: cuts }, (_, i) => ((i + 1) * seconds) / (cuts + 1));
  const range = { start: 0, end: seconds };
  return { range, candidates, cuts: times, readUntil: seconds, frames: seconds, faults: 0 };
}

function spoken(share: number): Transcript {
  return { ...nothingHeard("no-speech"), spokenSeconds: share * SECONDS };
}

const silence = nothingHeard("no-speech");

it.each([
  ["people who talk in front of a camera", { written: 1, cuts: 10 }, spoken(0.8), "meeting"],
  ["talk over slides that stand", { still: 0.9, written: 12, cuts: 4 }, spoken(0.8), "lecture"],
  ["text that changes all the time, without talk", { still: 0.8, written: 40 }, silence, "screen"],
  ["a camera that never cuts, without talk", { written: 2 }, silence, "camera"],
  ["talk in a film that cuts often", { cuts: 200 }, spoken(0.7), "general"],
  ["silence of which nothing could be heard", { cuts: 20 }, nothingHeard("no-server"), "general"],
])("%s is a %s", (_, filmed, transcript, name) => {
  expect(chosenKind({}, { scan: scanOf(filmed), transcript }).name).toBe(name);
});

it("is general where a video is too short to tell", () => {
  const scan = scanOf({ seconds: 60 });
  expect(chosenKind({}, { scan, transcript: silence })).toEqual({ name: "general" });
});

it("is what was asked for, whatever was measured", () => {
  const looked = { scan: scanOf({}), transcript: silence };
  expect(chosenKind({ kind: "lecture" }, looked)).toEqual({ name: "lecture" });
});
