import type { LinkedVideo } from "./download.ts";
import { type LocalVideo, type LocalVideoOptions, takeVideo } from "./local-video.ts";

/** As `takeVideo`, with what the link's page says of the video. Fetching has told its progress. */
export async function takeLinked(
  { title, chapters = [], captions = [], playlist, ...source }: LinkedVideo,
  options: Omit<LocalVideoOptions, "onProgress">,
): Promise<LocalVideo> {
  const video = await takeVideo(source, options);
  if (title === undefined) return video;
  return { ...video, page: { title, chapters, captions, ...(playlist && { playlist }) } };
}
