import { seeingBrain } from "../fakes/model-server/brain.ts";
import type { SeenRequest } from "../fakes/model-server/seen-request.ts";
import type { ClipOptions } from "../fixtures/clip.ts";
import type { Colour } from "../fixtures/paint.ts";

const COLOURS: readonly Colour[] = ["red", "teal", "orange", "purple", "yellow", "blue", "green", "grey"];

/** Shots of ten seconds, no two neighbors alike: a minute of a part has three segments of them. */
function shotsOf(seconds: number, rate: number): ClipOptions {
  const shots = Array.from({ length: seconds / 10 }, (_, i) => ({
    colour: COLOURS[i % COLOURS.length] ?? "red",
    frames: 10 * rate,
  }));
  return { shots, rate, width: 320, height: 180, moving: true };
}

/** Three parts where a part is a minute, as all of these count. */
export const THREE_PARTS = shotsOf(150, 4);

/** For the program's environment. */
export const MINUTES = { PART_MINUTES: "1" };

/** With fewer parts for as many segments, since each of them takes a message and a second of its own. */
export const TWO_MINUTES = { PART_MINUTES: "2" };

/** Two parts of two minutes. */
export const TWO_PARTS = shotsOf(200, 1);

/** Five parts of two minutes, and with them more segments than a message shows. */
export const FIVE_PARTS = shotsOf(600, 1);

/** A model that waits with each part until it may look at it. */
export function patientMind(parts: number) {
  const turns = Array.from({ length: parts }, () => Promise.withResolvers<void>());
  let asked = 0;
  return {
    think: async (request: SeenRequest): Promise<string> => {
      if (request.schema?.name === "summary") await turns[asked++]?.promise;
      return seeingBrain(request);
    },
    /** Up to this part, counted from one. */
    mayLookAt(part: number): void {
      for (const { resolve } of turns.slice(0, part)) resolve();
    },
  };
}

/** "1:02:03.5" or "2:03.5" in seconds. */
function secondsOf(clock: string): number {
  return clock.split(":").reduce((sum, part) => sum * 60 + Number(part), 0);
}

/** Seconds of the times in "Still at 1:23.4", as captions have them. */
export function captionTimes(texts: readonly string[]): number[] {
  return texts.flatMap((text) =>
    [...text.matchAll(/Still at ([\d:.]+)/g)].map(([, clock = ""]) => secondsOf(clock)),
  );
}
