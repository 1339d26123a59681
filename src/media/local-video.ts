import { createHash, type Hash } from "node:crypto";
import { createReadStream } from "node:fs";
import { open, stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { CuepointError } from "../errors.ts";
import { refuseAbove } from "../http/body.ts";
import { createMeter, type OnFetchProgress } from "../http/progress.ts";
import { untilAborted } from "../util/timeout.ts";
import { fileIdentity } from "../util/video-file.ts";
import type { PageInfo, PageSound } from "./pages/page-info.ts";
import { createWorkspace } from "./workspace.ts";

/**
 * Bytes of a video: a path where it lies on this machine already, else a stream of chunks. `release` removes a
 * file that was fetched for us; without it the file is the user's own.
 */
export type VideoSource =
  | { readonly name: string; readonly path: string; readonly release?: () => Promise<void> }
  | {
      readonly name: string;
      readonly size?: number;
      readonly body: AsyncIterable<Uint8Array>;
      /** As in `LocalVideo`. */
      readonly captions?: string;
    };

/** A video on this machine. Dispose it when done: what was fetched goes, what belongs to the user stays. */
export interface LocalVideo extends AsyncDisposable {
  /** Absolute. */
  readonly path: string;
  readonly name: string;
  readonly size: number;
  /** True for what was fetched, and goes when disposed. */
  readonly isTemporary: boolean;
  /** Of the content; names the video. */
  readonly sha256: string;
  /** What its page says of it, where it came from one. */
  readonly page?: PageInfo;
  /** What became of the page's sound. */
  readonly sound?: PageSound;
  /** What is said, as WebVTT, where the platform that it came from wrote it down. */
  readonly captions?: string;
}

export interface LocalVideoOptions {
  /** Folder for temporary files. */
  readonly temporary: string;
  readonly maxMegabytes: number;
  readonly signal: AbortSignal;
  /**
   * Checksums of people's own files by identity, for as long as the caller keeps them: such a file is read once, and again only
   * when it has changed.
   */
  readonly sums?: Map<string, string>;
  /** Called for bytes that arrive, and for a file of the user's own while it is read. */
  readonly onProgress?: OnFetchProgress;
  /** Milliseconds; tests pass their own. */
  readonly now?: () => number;
}

const READ_SIZE = 1024 ** 2;

/** Throws `file-too-large` (by the bytes that arrive, whatever was announced), `file-empty`, `no-space`. */
export async function takeVideo(source: VideoSource, options: LocalVideoOptions): Promise<LocalVideo> {
  const video = "path" in source ? await takeFile(source, options) : await takeStream(source, options);
  if (video.size > 0) return video;
  await video[Symbol.asyncDispose]();
  throw new CuepointError("file-empty", { name: source.name });
}

/** A file read where it lies, hashed, never changed. */
async function takeFile(
  { name, path, release }: Extract<VideoSource, { path: string }>,
  options: LocalVideoOptions,
): Promise<LocalVideo> {
  try {
    const { size } = await stat(path);
    // Fetching has reported its progress already.
    const sha256 = release
      ? await sumOf(path, size, { ...options, onProgress: () => undefined })
      : await ownSum(path, size, options);
    const isTemporary = release !== undefined;
    return { path: resolve(path), isTemporary, name, size, sha256, [Symbol.asyncDispose]: release ?? keep };
  } catch (error) {
    await release?.();
    throw error;
  }
}

async function sumOf(path: string, size: number, options: LocalVideoOptions): Promise<string> {
  const sum = createSum(size, options);
  for await (const chunk of createReadStream(path, { signal: options.signal, highWaterMark: READ_SIZE })) {
    sum.add(chunk as Buffer);
  }
  return sum.digest();
}

async function ownSum(path: string, size: number, options: LocalVideoOptions): Promise<string> {
  const { sums } = options;
  // Looked up first: a file that is written to while it is read becomes another one.
  const identity = await fileIdentity(path);
  const sha256 = sums?.get(identity) ?? (await sumOf(path, size, options));
  sums?.set(identity, sha256);
  return sha256;
}

async function keep(): Promise<void> {
  // The user's own file stays where it is.
}

/** A stranger's stream: written under a name of ours in a private folder, hashed on the way. */
async function takeStream(
  { name, size, body, captions }: Extract<VideoSource, { body: unknown }>,
  options: LocalVideoOptions,
): Promise<LocalVideo> {
  const workspace = await createWorkspace(options.temporary);
  try {
    const path = join(workspace.folder, "video.bin");
    const meter = createSum(size, options);
    await using file = await open(path, "wx", 0o600);
    for await (const chunk of chunksUntilAborted(body, options.signal)) {
      meter.add(chunk);
      await file.write(chunk);
    }
    return {
      path,
      isTemporary: true,
      name,
      size: meter.bytes(),
      sha256: meter.digest(),
      ...(captions !== undefined && { captions }),
      [Symbol.asyncDispose]: workspace[Symbol.asyncDispose],
    };
  } catch (error) {
    // A stream that was refused before it was read is still open. A silent sender cannot answer, so this is not awaited.
    body[Symbol.asyncIterator]()
      .return?.()
      ?.catch(() => undefined);
    await workspace[Symbol.asyncDispose]();
    throw error;
  }
}

/** The same chunks; ends with the signal even while the sender is silent. */
async function* chunksUntilAborted<T>(body: AsyncIterable<T>, signal: AbortSignal): AsyncGenerator<T> {
  const chunks = body[Symbol.asyncIterator]();
  try {
    for (;;) {
      const { done, value } = await untilAborted(chunks.next(), signal);
      if (done) return;
      yield value;
    }
  } finally {
    // A silent sender cannot answer, so this is not awaited.
    chunks.return?.()?.catch(() => undefined);
  }
}

/** Counts, hashes and bounds what comes. */
function createSum(expected: number | undefined, options: LocalVideoOptions) {
  const { maxMegabytes, onProgress = () => undefined, now = () => performance.now() } = options;
  const hash: Hash = createHash("sha256");
  const meter = createMeter(expected ?? null, onProgress, now);
  const refuse = (size: number) => refuseAbove(size, maxMegabytes, "file-too-large");
  refuse(expected ?? 0);
  return {
    add(chunk: Uint8Array) {
      refuse(meter.bytes() + chunk.length);
      meter.add(chunk.length);
      hash.update(chunk);
    },
    bytes: meter.bytes,
    digest: () => hash.digest("hex"),
  };
}
