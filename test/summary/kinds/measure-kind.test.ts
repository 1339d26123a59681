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
  /** It shows the same place. */
  readonly steady?: boolean;
  /** How long each change lasts, seconds; else it is over at once. */
  readonly flows?: number;
}

const CELLS = 100;

/** Of a moving camera each second shows another place. */
function signatureAt(second: number, steady: boolean): Candidate["signature"] {
  const luma = Uint8Array.from({ length: CELLS }, (_, cell) =>
    steady ? cell : (cell * 7 + second * 61) % 256,
  );
  return { luma, cb: new Uint8Array(), cr: new Uint8Array() };
}

/** Looks a second, as many as a long video has. */
const LOOKS = 4;

function scanOf(filmed: Filmed): ScanResult {
  const { still = 0, written = 0, cuts = 0, seconds = SECONDS, steady = false, flows = 0 } = filmed;
  const candidates = Array.from({ length: seconds * LOOKS }, (_, look): Candidate => {
    const second = look / LOOKS;
    const isStill = second / seconds < still;
    const isFlowing = second % 20 < flows;
    return {
      ...{ timestamp: second, signature: signatureAt(Math.floor(second), steady) },
      ...{ difference: isStill ? 0.1 : 6, activity: isFlowing || second % 20 === 10 ? 4 : 0.1 },
      ...{ brightness: 120, contrast: 40 },
      ...(look < written && { novelty: "settled" as const }),
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
  [
    "people who sit and talk before a camera that stands",
    { still: 0.7, written: 60, steady: true, flows: 4 },
    spoken(0.8),
    "meeting",
  ],
  [
    "talk over slides, with the speaker beside them",
    { still: 0.7, written: 60, cuts: 12, flows: 4 },
    spoken(0.8),
    "lecture",
  ],
  ["talk over slides that stand", { still: 0.9, written: 12, cuts: 4 }, spoken(0.8), "lecture"],
  ["text that changes all the time, without talk", { still: 0.8, written: 40 }, silence, "screen"],
  [
    "a screen whose windows open and close",
    { still: 0.9, written: 40, cuts: 80, steady: true },
    silence,
    "screen",
  ],
  ["a camera that stands and never cuts, without talk", { written: 2, steady: true }, silence, "camera"],
  [
    "a place where people stop and stand, without talk",
    { still: 0.7, written: 400, steady: true, flows: 4 },
    silence,
    "camera",
  ],
  ["a camera in a hand, without talk", { written: 2 }, silence, "general"],
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
