import { fileIdentity } from "../util/file-identity.ts";
import type { VideoFile, VideoReader } from "./reader.ts";

/**
 * A reader that knows the videos it opened last, unless their files have changed: opening reads a video's whole index, which
 * takes seconds for hours of film, and each question about a video would open it again. `most` bounds the memory: two
 * hours of film are 3 MB.
 */
export function rememberOpened(reader: VideoReader, most: number): VideoReader {
  const known = new Map<string, VideoFile>();
  return {
    ...reader,
    async open(path, signal) {
      // What a path without a file means is the reader's to say.
      const identity = await fileIdentity(path).catch(() => null);
      if (identity === null) return reader.open(path, signal);
      const name = `${identity} ${path}`;
      const video = known.get(name) ?? (await reader.open(path, signal));
      known.delete(name);
      known.set(name, video);
      for (const oldest of [...known.keys()].slice(0, -most)) known.delete(oldest);
      return video;
    },
  };
}
