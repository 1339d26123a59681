import type { DirectLimits } from "../../src/media/direct/open.ts";
import { createLinkFetcher, type LinkFetcher, type LinkFetcherOptions } from "../../src/media/download.ts";
import type { Guard } from "../../src/media/guard/guard.ts";
import { createFakeLogger } from "../fakes/logger.ts";

/** So ample that only a limit which a test lowers can pass. */
const AMPLE: DirectLimits = {
  maxMegabytes: 10,
  connectMs: 20_000,
  answerMs: 20_000,
  idleMs: 20_000,
  totalMs: 25_000,
  maxResumes: 3,
  resumeDelayMs: 0,
};

export function linkFetcher(
  guard: Guard,
  limits: Partial<DirectLimits> = {},
  options: Partial<LinkFetcherOptions> = {},
): LinkFetcher {
  return createLinkFetcher({
    guard,
    limits: { ...AMPLE, ...limits },
    openPage: null,
    logger: createFakeLogger(),
    ...options,
  });
}

/** Opens the link and reads it to its end. */
export async function fetchAll(fetcher: LinkFetcher, link: string): Promise<Buffer> {
  const video = await fetcher.open(link, new AbortController().signal);
  if ("path" in video) throw new TypeError("a direct link gives a stream");
  return Buffer.concat(await Array.fromAsync(video.body));
}

/** Begins as an MP4 does; the rest counts up, so that a gap or a doubled piece shows. */
export function fakeMp4(bytes: number): Buffer {
  const file = Buffer.alloc(bytes);
  for (let at = 0; at + 4 <= bytes; at += 4) file.writeUInt32BE(at, at);
  Buffer.from([0, 0, 0, 24, ...Buffer.from("ftypisom")]).copy(file);
  return file;
}
