import type { Logger } from "../logger.ts";
import type { Isolation } from "../process/isolation.ts";
import { once } from "../util/once.ts";
import type { LinkFetcher, OpenPage } from "./download.ts";
import type { GuardOptions } from "./guard/guard.ts";
import type { JoinStreams } from "./pages/fetched-video.ts";

export interface LinkSettings {
  /** Null leaves links to pages off. */
  readonly ytdlpPath: string | null;
  /** Beside 80 and 443. */
  readonly ports: readonly number[];
  readonly maxMegabytes: number;
  readonly maxMinutes: number;
  readonly seconds: number;
  /** Folder for temporary files. */
  readonly temporary: string;
  /** All that yt-dlp sees of ours. */
  readonly environment: Readonly<Record<string, string>>;
  readonly isolation: Isolation;
  /** Puts a page's picture and sound together, where they come apart. */
  readonly join: JoinStreams;
  readonly logger: Logger;
  /** What stands for the network in a test. */
  readonly network?: Pick<GuardOptions, "resolve" | "dial">;
}

/** Looks for yt-dlp's version when the first link is opened. `isolation` says what confines programs on this machine. */
export function createLazyLinks({
  isolation,
  ...settings
}: Omit<LinkSettings, "isolation"> & {
  readonly isolation: (signal: AbortSignal) => Promise<Isolation>;
}): LinkFetcher {
  const links = once(async (signal) =>
    createLinks({ ...settings, isolation: await isolation(signal) }, signal),
  );
  return {
    open: async (link, signal, ...rest) => (await links(signal)).open(link, signal, ...rest),
  };
}

/**
 * Links as the settings allow them; yt-dlp is asked for its version once, here. The HTTP client is loaded here too, since a
 * local file needs none. Throws `cancelled`.
 */
export async function createLinks(settings: LinkSettings, signal: AbortSignal): Promise<LinkFetcher> {
  const { maxMegabytes, seconds, logger } = settings;
  const [{ createLinkFetcher }, { createGuard }] = await Promise.all([
    import("./download.ts"),
    import("./guard/guard.ts"),
  ]);
  const guard = createGuard({ ports: settings.ports, ...settings.network });
  const totalMs = seconds * 1000;
  const pages = async (path: string): Promise<OpenPage | null> => {
    const { enablePages } = await import("./pages/open-page.ts");
    const { environment, isolation, temporary, maxMinutes, join } = settings;
    const program = { path, environment, isolation, node: process.execPath };
    const limits = { maxMegabytes, maxMinutes, totalMs };
    return enablePages({ program, guard, temporary, limits, join, logger }, signal);
  };
  const openPage = settings.ytdlpPath === null ? null : await pages(settings.ytdlpPath);
  return createLinkFetcher({ guard, limits: { maxMegabytes, totalMs }, openPage, logger });
}
