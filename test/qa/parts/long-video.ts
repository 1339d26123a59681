import type { LongVideo } from "../../../src/qa/parts/long-video.ts";
import type { Cue } from "../../../src/sound/transcript.ts";
import { NO_SOUND } from "../../fixtures/summary.ts";

const THEMES = [
  ["A title card", "The speaker opens the meeting"],
  ["The budget on a slide", "A chart with the number 4242"],
  ["A coffee break"],
  ["A demo of the robot", "The robot falls"],
  ["Questions", "The speaker closes the meeting"],
];

/** Five parts of ten minutes, in three chapters. */
export function longVideo(more: Partial<LongVideo> = {}, cues: readonly Cue[] = []): LongVideo {
  const segments = THEMES.flatMap((themes, part) =>
    themes.map((theme, i) => ({
      start: part * 600 + i * 300,
      end: i === themes.length - 1 ? (part + 1) * 600 : part * 600 + (i + 1) * 300,
      ...{ theme, description: `${theme}.`, significance: "", quotes: [], label: "1.0" },
    })),
  );
  return {
    summary: {
      title: "A meeting",
      overview: "People meet.",
      segments,
      cues,
      parts: THEMES.map((themes, i) => ({
        ...{ title: themes[0] ?? "", overview: "", model: "seer" },
        ...{ start: i * 600, end: (i + 1) * 600, segments: themes.length },
      })),
      chapters: [
        { start: 0, end: 900, title: "Welcome" },
        { start: 900, end: 1_800, title: "The money of next year" },
        { start: 1_800, end: 3_000, title: "Robots and questions" },
      ],
      coverage: { start: 0, end: 3_000, frames: 500, largestGap: 6, sound: NO_SOUND },
    },
    pageChapters: [],
    duration: 3_000,
    ...more,
  };
}
