import type { OpenPage } from "../download.ts";
import { createPageOpener, type PageOptions } from "./open-page.ts";
import { isBelowFloor, YTDLP_FLOOR, ytdlpVersion } from "./ytdlp-program.ts";

/**
 * Opens pages where the operator's yt-dlp runs and is not older than its last known way in; null, with a line in
 * the log, where it does not. Throws `cancelled`.
 */
export async function enablePages(
  options: PageOptions & { readonly floor?: string },
  signal: AbortSignal,
): Promise<OpenPage | null> {
  const { program, logger, floor = YTDLP_FLOOR } = options;
  const version = await ytdlpVersion(program, signal);
  if (version === null) logger.warn("yt-dlp does not run: links to pages stay off");
  else if (isBelowFloor(version, floor)) {
    logger.warn({ version, floor }, "yt-dlp is too old to be safe: links to pages stay off");
  } else {
    logger.info({ version }, "links to pages are on");
    return createPageOpener(options);
  }
  return null;
}
