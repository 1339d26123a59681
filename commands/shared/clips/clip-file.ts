import { readFile } from "node:fs/promises";
import type { OutgoingFile } from "../../../src/chat/message.ts";
import { formatTimecode } from "../../../src/chat/text/timecode.ts";
import { createWorkspace } from "../../../src/media/workspace.ts";
import { toSrt } from "../../../src/sound/captions/timed-text.ts";
import type { Summary } from "../../../src/summary/summary.ts";
import type { Clip, TimeRange, VideoFile } from "../../../src/video/video.ts";
import type { CommandDeps } from "../deps.ts";

/** A part of a video that is wanted as a file. */
export interface WantedClip {
  readonly range: TimeRange;
  /** What it shows, for its name; empty where that is not known. */
  readonly theme: string;
}

export interface ClipMade extends Omit<Clip, "path"> {
  readonly file: OutgoingFile;
}

interface Making {
  readonly video: VideoFile;
  /** What was said in it becomes the clip's subtitles; null where no summary is known. */
  readonly heard: Pick<Summary, "cues" | "coverage"> | null;
  readonly wanted: WantedClip;
  readonly mostBytes: number;
}

/** Cuts a clip, and reads it into memory for the message that it goes out with. */
export async function makeClip(
  { clips }: Pick<CommandDeps, "clips">,
  { video, heard, wanted, mostBytes }: Making,
  signal: AbortSignal,
): Promise<ClipMade> {
  await using workspace = await createWorkspace(clips.folder);
  const subtitles = heard ? subtitlesOf(heard.cues, wanted.range) : null;
  const { path, ...clip } = await video.cut(
    {
      ...{ range: wanted.range, mostBytes, folder: workspace.folder },
      language: heard?.coverage.sound.language ?? null,
      ...(subtitles !== null && { subtitles }),
    },
    signal,
  );
  const data = await readFile(path, { signal });
  return { ...clip, file: { name: clipName(wanted), mediaType: "video/mp4", data } };
}

/** SubRip, in seconds of the clip; null where nothing is said in it. */
function subtitlesOf(cues: Summary["cues"], { start, end }: TimeRange): string | null {
  const said = cues.filter((cue) => cue.start < end && cue.end > start);
  if (said.length === 0) return null;
  return toSrt(
    said.map((cue) => ({
      ...cue,
      start: Math.max(0, cue.start - start),
      end: Math.min(end, cue.end) - start,
    })),
  );
}

/** Characters of a theme in a file's name. */
const THEME = 40;

/** "1m20s-2m05s-she-shows-the-chart.mp4": letters of any script, and nothing that a file system or a platform takes for its own. */
function clipName({ range: { start, end }, theme }: WantedClip): string {
  const words = theme
    .normalize("NFC")
    .toLowerCase()
    .match(/[\p{L}\p{M}\p{N}]+/gu);
  const said = [...(words ?? []).join("-")].slice(0, THEME).join("").replace(/-+$/, "");
  return `${[spoken(start), spoken(end), ...(said === "" ? [] : [said])].join("-")}.mp4`;
}

/** "1:20" as "1m20s"; tenths where there are some. Rounded: a video of twelve seconds may lack a millionth of them. */
function spoken(seconds: number): string {
  const clock = formatTimecode(Math.round(seconds * 10) / 10, { precision: 1 }).replace(/\.0$/, "");
  const [last = "", minutes = "0", hours] = clock.split(":").toReversed();
  return `${hours === undefined ? "" : `${hours}h`}${minutes}m${last}s`;
}
