import type { CommandContext, CommandDefinition } from "../src/chat/command.ts";
import type { CommandEvent } from "../src/chat/event.ts";
import { catalogueFor, inEveryLanguage } from "../src/chat/locales/locales.ts";
import { parseTimecode } from "../src/chat/text/timecode.ts";
import { tenantOf } from "../src/chat/thread-id.ts";
import { CuepointError } from "../src/errors.ts";
import { metered } from "../src/jobs/limits/metering.ts";
import type { Summary } from "../src/summary/summary.ts";
import { headingOf } from "../src/summary/words.ts";
import type { TimeRange } from "../src/video/video.ts";
import { clipByWords } from "./shared/clips/asked-clip.ts";
import { makeClip, type WantedClip } from "./shared/clips/clip-file.ts";
import { clipMessage } from "./shared/clips/clip-message.ts";
import { mostBytesOf } from "./shared/clips/most-bytes.ts";
import { themeAt } from "./shared/clips/theme-at.ts";
import type { CommandDeps } from "./shared/deps.ts";
import { readRange } from "./shared/options.ts";
import { knownThread, openThreadVideo } from "./shared/original.ts";
import { asCovered } from "./shared/video-message.ts";

/** Cuts a part out of the thread's video: by its times, by a segment's button, or by what happens in it. */
export function createClip(built: CommandDeps): CommandDefinition {
  return {
    name: "clip",
    description: inEveryLanguage(({ commands }) => commands.clip.description),
    needsVideo: false,
    about: "thread",
    hasFiles: true,
    isJob: true,
    options: [
      {
        name: "from",
        type: "string",
        positional: true,
        description: inEveryLanguage(({ commands }) => commands.clip.from),
        example: "1:20",
      },
      {
        name: "to",
        type: "string",
        positional: true,
        description: inEveryLanguage(({ commands }) => commands.clip.to),
        example: "2:05",
      },
      {
        name: "about",
        type: "string",
        description: inEveryLanguage(({ commands }) => commands.clip.about),
        example: '"she shows the chart"',
      },
    ],
    async run(context) {
      const deps = metered(built, context.job);
      const wanted = await wantedPart(deps, context);
      if (wanted) await postClip(deps, context, wanted);
    },
  };
}

/** Its end is open where only its beginning was named. */
interface WantedPart {
  readonly from: number;
  readonly to?: number;
  readonly theme?: string;
}

/** Null where it was described and could not be found, which has been said. */
async function wantedPart(deps: CommandDeps, context: CommandContext): Promise<WantedPart | null> {
  const { event } = context;
  const { segment, about, from, to } = event.options;
  if (segment !== undefined) return segmentOf(deps, event, String(segment));
  if (typeof about === "string" && about.trim() !== "") {
    const found = await clipByWords(deps, context, about.trim());
    return found && { from: found.range.start, to: found.range.end, theme: found.theme };
  }
  if (from === undefined) throw new CuepointError("usage", { what: "no-part" });
  const bad = [from, to].find((time) => time !== undefined && parseTimecode(String(time)) === null);
  if (bad !== undefined) throw new CuepointError("usage", { what: "bad-time", value: String(bad) });
  const range = readRange({ from, ...(to !== undefined && { to }) });
  return { ...range, from: range.from ?? 0 };
}

/** "segment-3", as the button under a summary has it. */
async function segmentOf(deps: CommandDeps, event: CommandEvent, value: string): Promise<WantedPart> {
  const record = await knownThread(deps, event.thread);
  const found = await deps.store.contexts.summary(tenantOf(event.thread), record.contextKey);
  const position = Number(/^segment-(\d{1,4})$/.exec(value)?.[1]) - 1;
  const segment = found?.summary.segments[position];
  if (!found || !segment) throw new CuepointError("thread-unknown");
  const theme = headingOf(found.summary, position, catalogueFor(event.locale));
  return { from: segment.start, to: segment.end, theme };
}

async function postClip(deps: CommandDeps, context: CommandContext, part: WantedPart): Promise<void> {
  const { event, thread, report, signal, job } = context;
  const { opened, seen } = await openThreadVideo(deps, context);
  await using original = opened;
  const known = seen.contextKey
    ? await deps.store.contexts.summary(tenantOf(event.thread), seen.contextKey)
    : undefined;
  const summary = known?.summary ?? null;
  const { video } = original;
  const range = rangeOf(part, summary, { duration: video.info.duration, most: deps.clips.maxSeconds });
  const wanted: WantedClip = { range, theme: part.theme ?? themeAt(summary, range, event.locale) };
  report({ step: "clip" });
  const mostBytes = mostBytesOf(thread, job);
  const made = await makeClip(deps, { video, heard: summary, wanted, mostBytes }, signal);
  report({ step: "clip", done: true });
  const message = clipMessage("answer", wanted, made, catalogueFor(event.locale));
  await thread.post(asCovered(message, seen.source));
}

/** Seconds of a clip of which only the beginning was named, where no segment tells its end. */
const USUAL = 30;

/** Throws `range-outside` and `clip-too-long`. */
function rangeOf(
  { from, to }: WantedPart,
  summary: Summary | null,
  { duration, most }: { readonly duration: number; readonly most: number },
): TimeRange {
  if (from >= duration) throw new CuepointError("range-outside", { duration });
  const segment = summary?.segments.find(({ start, end }) => start <= from && from < end);
  const open = Math.min(segment?.end ?? from + USUAL, from + most);
  const end = Math.min(to ?? open, duration);
  const seconds = Math.ceil(end - from);
  if (end - from > most) throw new CuepointError("clip-too-long", { seconds, limitSeconds: most });
  return { start: from, end };
}
