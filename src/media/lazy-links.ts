import { probeIsolation } from "../process/probe-isolation.ts";
import type { LinkFetcher } from "./download.ts";
import type { LinkSettings } from "./open-links.ts";

/** Looks for what confines yt-dlp, and for its version, when the first link is opened. */
export function createLazyLinks(
  settings: Omit<LinkSettings, "isolation" | "environment"> & { readonly searchPath: string },
): LinkFetcher {
  let links: Promise<LinkFetcher> | null = null;
  const create = async (signal: AbortSignal) => {
    const { searchPath } = settings;
    const environment = { PATH: searchPath, LC_ALL: "C" };
    const isolation = await probeIsolation({ searchPath, environment, signal });
    const { createLinks } = await import("./open-links.ts");
    return createLinks({ ...settings, environment, isolation }, signal);
  };
  return {
    async open(link, signal, onProgress, usedMs) {
      links ??= create(signal).catch((error: unknown) => {
        links = null;
        throw error;
      });
      return (await links).open(link, signal, onProgress, usedMs);
    },
  };
}
