import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { PageSound } from "./page-info.ts";
import type { Finished } from "./run-ytdlp.ts";

/** Puts a picture and its sound into one file, as they are. False where that cannot be done. Throws `cancelled`. */
export type JoinStreams = (
  files: {
    readonly picture: string;
    readonly sound: string;
    readonly into: string;
    readonly maxBytes: number;
  },
  signal: AbortSignal,
) => Promise<boolean>;

interface Fetching {
  readonly folder: string;
  readonly finished: Finished;
  /** Whether the sound was asked for. */
  readonly withSound: boolean;
  readonly join: JoinStreams;
  /** Of the file that is made. */
  readonly maxBytes: number;
}

interface FetchedVideo {
  readonly path: string;
  readonly sound: PageSound;
}

/**
 * The video that yt-dlp left in its folder; null where it left none. Picture and sound that came apart become one file. Sound
 * that did not come, or fits into no file, costs the sound alone.
 */
export async function fetchedVideo(
  { folder, finished, withSound, join: joinStreams, maxBytes }: Fetching,
  signal: AbortSignal,
): Promise<FetchedVideo | null> {
  const { formats, info } = finished;
  const names = (await readdir(folder)).filter((name) => !/\.(vtt|srt|part|ytdl)$/.test(name));
  const whole = names.find((name) => /^in\.\w+$/.test(name));
  const lost: PageSound = info?.hasSound ? "lost" : "fetched";
  if (whole) {
    const path = join(folder, whole);
    if (!withSound) return { path, sound: "left-out" };
    return { path, sound: formats?.isSilent ? lost : "fetched" };
  }
  const [picture, sound] = (formats?.ids ?? []).map((id) => {
    const name = names.find((one) => one.slice(0, one.lastIndexOf(".")) === `in.f${id}`);
    return name === undefined ? null : join(folder, name);
  });
  if (!picture) return null;
  if (!sound) return { path: picture, sound: lost };
  const into = join(folder, "joined.bin");
  if (!(await joinStreams({ picture, sound, into, maxBytes }, signal))) {
    await rm(into, { force: true });
    return { path: picture, sound: "lost" };
  }
  await Promise.all([rm(picture), rm(sound)]);
  return { path: into, sound: "fetched" };
}
