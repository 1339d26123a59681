import type { TimeRange } from "../../video/video.ts";

/** When a video was recorded, by the clock on the wall where that is known, else by the file's. */
export interface WallClock {
  /** What the clock shows when the video begins, as milliseconds since 1970 as if it were UTC. */
  readonly startsAt: number;
  /** It is the file's own note, which is in UTC; else a person named it, by the clock of the place. */
  readonly isUtc: boolean;
}

const DATE_TIME = /^(\d{4}-\d{2}-\d{2})[T ](\d{1,2}):(\d{2})(?::(\d{2}))?(?:Z|[+-]\d{2}:?\d{2})?$/;

/** "2026-11-29T22:00", as the clock of the place shows it; a zone after it changes nothing. Null for what is no such time. */
export function parseStart(text: string): number | null {
  const [, date, hours = "", minutes, seconds = "00"] = DATE_TIME.exec(text.trim()) ?? [];
  if (date === undefined) return null;
  const iso = `${date}T${hours.padStart(2, "0")}:${minutes}:${seconds}.000Z`;
  const time = Date.parse(iso);
  // A day or an hour that there is not is taken for another one, or for none.
  return Number.isNaN(time) || new Date(time).toISOString() !== iso ? null : time;
}

/** "2026-11-29T22:00:40" */
export function clockStamp({ startsAt }: WallClock, seconds: number): string {
  return new Date(startsAt + Math.floor(seconds * 1_000)).toISOString().slice(0, 19);
}

/** "22:00:40" */
function timeOfDay(clock: WallClock, seconds: number): string {
  return clockStamp(clock, seconds).slice(11);
}

/** "22:00:40 – 22:00:48"; one time where both are the same. */
export function clockRange(clock: WallClock, { start, end }: TimeRange): string {
  const [from, to] = [timeOfDay(clock, start), timeOfDay(clock, end)];
  const range = from === to ? from : `${from} – ${to}`;
  return clock.isUtc ? `${range} UTC` : range;
}

/** A time or range of the video as it is written, with what the clock showed beside it. */
export function withClock(written: string, range: TimeRange, clock: WallClock | undefined): string {
  return clock ? `${written} (${clockRange(clock, range)})` : written;
}
