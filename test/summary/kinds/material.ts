import type { Cue } from "../../../src/sound/transcript.ts";
import type { KindMaterial } from "../../../src/summary/kinds/kind.ts";
import type { Segment } from "../../../src/summary/summary.ts";

const JPEG = Buffer.from("a picture");

interface Said {
  /** Line after line, each two seconds long, one every ten seconds. */
  readonly said?: readonly string[];
  readonly speakers?: readonly string[];
  /** Times of the frames, seconds. */
  readonly shown?: readonly number[];
  /** What the one segment says of the pictures. */
  readonly described?: string;
}

/** A minute that was watched: the lines are c1, c2, …, the frames "0.0", "10.0", … */
export function materialOf({
  said = [],
  speakers = [],
  shown = [0, 10, 20, 30],
  described = "",
}: Said): KindMaterial {
  const cues = said.map((text, i): Cue => {
    const speaker = speakers[i];
    return { id: `c${i + 1}`, start: i * 10 + 1, end: i * 10 + 3, text, ...(speaker && { speaker }) };
  });
  const frames = shown.map((timestamp) => ({
    ...{ timestamp, label: timestamp.toFixed(1), width: 64, height: 36, jpeg: JPEG },
  }));
  const segment: Segment = {
    ...{ start: 0, end: 60, theme: "All of it", description: described, significance: "", quotes: [] },
    ...{ label: "0.0", still: { timestamp: 0, width: 64, height: 36, name: "still-01.jpg", jpeg: JPEG } },
  };
  return {
    ...{ range: { start: 0, end: 60 }, frames, cues, segments: [segment], look: null },
    ...{ language: "en", routingKey: "r", failures: 0 },
    opening: { system: "You watch.", question: "What happens?", reply: "{}", frames, cues },
  };
}
