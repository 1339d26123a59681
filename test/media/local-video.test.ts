import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { describe, expect, it } from "vitest";
import type { FetchProgress } from "../../src/http/progress.ts";
import { type LocalVideoOptions, takeVideo } from "../../src/media/local-video.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const folder = temporaryFolder();
const MEGABYTE = 1_000_000;

/** Options with a temporary folder of their own, and what was reported. */
async function options(more: Partial<LocalVideoOptions> = {}) {
  const temporary = await mkdtemp(join(folder, "t-"));
  const progress: FetchProgress[] = [];
  const signal = new AbortController().signal;
  const onProgress = (one: FetchProgress) => void progress.push(one);
  let time = 0;
  // Half a second from one look at the clock to the next.
  const now = () => {
    time += 500;
    return time;
  };
  return { temporary, maxMegabytes: 2, signal, onProgress, progress, now, ...more };
}

async function* chunks(...sizes: number[]): AsyncGenerator<Uint8Array> {
  for (const [i, size] of sizes.entries()) yield Buffer.alloc(size, i + 1);
}

const sha256 = (...sizes: number[]) =>
  createHash("sha256")
    .update(Buffer.concat(sizes.map((size, i) => Buffer.alloc(size, i + 1))))
    .digest("hex");

describe("taking a stream", () => {
  it("writes it under a name of ours in a folder that no other user may read", async () => {
    const given = await options();
    await using video = await takeVideo({ name: "../../etc/passwd", body: chunks(1_000, 20) }, given);
    expect(relative(given.temporary, video.path)).not.toContain("..");
    expect(video.path).not.toContain("passwd");
    expect(readFileSync(video.path)).toHaveLength(1_020);
    expect(statSync(dirname(video.path)).mode & 0o777).toBe(0o700);
    expect(statSync(video.path).mode & 0o777).toBe(0o600);
  });

  it("tells name, size and the content's hash", async () => {
    await using video = await takeVideo({ name: "a.mp4", body: chunks(70_000, 5) }, await options());
    expect(video).toMatchObject({ name: "a.mp4", size: 70_005, sha256: sha256(70_000, 5) });
  });

  it("goes without a trace when it is disposed of", async () => {
    const given = await options();
    const video = await takeVideo({ name: "a.mp4", body: chunks(10) }, given);
    await video[Symbol.asyncDispose]();
    expect(readdirSync(given.temporary)).toEqual([]);
    await video[Symbol.asyncDispose]();
  });

  it("reports what has arrived of how much, and how fast", async () => {
    const given = await options();
    await using _ = await takeVideo({ name: "a.mp4", size: 400, body: chunks(100, 100, 200) }, given);
    expect(given.progress).toEqual([
      { bytes: 100, totalBytes: 400, bytesPerSecond: 200 },
      { bytes: 200, totalBytes: 400, bytesPerSecond: 200 },
      { bytes: 400, totalBytes: 400, bytesPerSecond: 267 },
    ]);
  });

  it("reports no whole where the sender does not say how much will come", async () => {
    const unknown = await options();
    await using _ = await takeVideo({ name: "a.mp4", body: chunks(100) }, unknown);
    expect(unknown.progress).toEqual([{ bytes: 100, totalBytes: null, bytesPerSecond: 200 }]);
  });

  it("refuses by what it is said to be, before the first byte", async () => {
    let asked = false;
    async function* body() {
      asked = true;
      yield Buffer.alloc(1);
    }
    const given = await options();
    await expect(
      takeVideo({ name: "a.mp4", size: 2 * MEGABYTE + 1, body: body() }, given),
    ).rejects.toMatchObject({ code: "file-too-large", details: { megabytes: 3, limitMegabytes: 2 } });
    expect(asked).toBe(false);
    expect(readdirSync(given.temporary)).toEqual([]);
  });

  it("refuses by the bytes that really come, whatever was said, and stops asking for more", async () => {
    let given = 0;
    let closed = false;
    async function* endless() {
      try {
        for (;;) {
          given += MEGABYTE;
          yield Buffer.alloc(MEGABYTE);
        }
      } finally {
        closed = true;
      }
    }
    const taken = await options();
    await expect(takeVideo({ name: "a.mp4", size: 10, body: endless() }, taken)).rejects.toMatchObject({
      code: "file-too-large",
    });
    expect(given).toBe(3 * MEGABYTE);
    expect(closed).toBe(true);
    expect(readdirSync(taken.temporary)).toEqual([]);
  });

  it("takes exactly the limit", async () => {
    await using video = await takeVideo({ name: "a.mp4", body: chunks(MEGABYTE, MEGABYTE) }, await options());
    expect(video.size).toBe(2 * MEGABYTE);
  });

  it("refuses nothing at all, by name", async () => {
    const given = await options();
    await expect(takeVideo({ name: "a.mp4", body: chunks() }, given)).rejects.toMatchObject({
      code: "file-empty",
      details: { name: "a.mp4" },
    });
    expect(readdirSync(given.temporary)).toEqual([]);
  });

  it("leaves nothing behind when the stream breaks", async () => {
    async function* broken() {
      yield Buffer.alloc(10);
      throw new Error("the line is dead");
    }
    const given = await options();
    await expect(takeVideo({ name: "a.mp4", body: broken() }, given)).rejects.toThrow("the line is dead");
    expect(readdirSync(given.temporary)).toEqual([]);
  });

  it("leaves nothing behind when it is cancelled between two chunks", async () => {
    const controller = new AbortController();
    async function* body() {
      yield Buffer.alloc(10);
      controller.abort();
      yield Buffer.alloc(10);
      throw new Error("read on");
    }
    const given = await options({ signal: controller.signal });
    await expect(takeVideo({ name: "a.mp4", body: body() }, given)).rejects.toMatchObject({
      name: "AbortError",
    });
    expect(readdirSync(given.temporary)).toEqual([]);
  });

  it("does not wait for a stream that has fallen silent when it is cancelled", async () => {
    const controller = new AbortController();
    const never = new Promise<void>(() => undefined);
    async function* silent() {
      yield Buffer.alloc(10);
      setImmediate(() => controller.abort());
      await never;
    }
    const given = await options({ signal: controller.signal });
    await expect(takeVideo({ name: "a.mp4", body: silent() }, given)).rejects.toMatchObject({
      name: "AbortError",
    });
    expect(readdirSync(given.temporary)).toEqual([]);
  });
});

describe("taking a file that lies here already", () => {
  const path = join(folder, "mine.mp4");
  writeFileSync(path, Buffer.alloc(3_000, 1));

  it("reads it where it lies and never touches it", async () => {
    const before = statSync(path);
    const given = await options();
    const video = await takeVideo({ name: "mine.mp4", path }, given);
    expect(video).toMatchObject({ path, name: "mine.mp4", size: 3_000, sha256: sha256(3_000) });
    expect(readdirSync(given.temporary)).toEqual([]);
    await video[Symbol.asyncDispose]();
    expect(statSync(path)).toMatchObject({ mtimeMs: before.mtimeMs, ino: before.ino, size: before.size });
  });

  it("makes its path absolute", async () => {
    const video = await takeVideo({ name: "mine.mp4", path: relative(process.cwd(), path) }, await options());
    expect(video.path).toBe(path);
  });

  it("refuses what is empty or too large, and leaves it alone", async () => {
    const [empty, large] = [join(folder, "empty.mp4"), join(folder, "large.mp4")];
    writeFileSync(empty, "");
    writeFileSync(large, Buffer.alloc(MEGABYTE + 1));
    await expect(takeVideo({ name: "empty.mp4", path: empty }, await options())).rejects.toMatchObject({
      code: "file-empty",
    });
    const small = await options({ maxMegabytes: 1 });
    await expect(takeVideo({ name: "large.mp4", path: large }, small)).rejects.toMatchObject({
      code: "file-too-large",
    });
    expect([statSync(empty).size, statSync(large).size]).toEqual([0, MEGABYTE + 1]);
  });

  it("reads it once for a caller that keeps its sum, until it changes", async () => {
    const own = join(folder, "asked-about.mp4");
    const sums = new Map<string, string>();
    const read = async () => {
      const given = await options({ sums });
      const { sha256: sum } = await takeVideo({ name: "asked-about.mp4", path: own }, given);
      return { sum, wasRead: given.progress.length > 0 };
    };
    writeFileSync(own, Buffer.alloc(3_000, 1));
    utimesSync(own, 1, 1);
    expect(await read()).toEqual({ sum: sha256(3_000), wasRead: true });
    expect(await read()).toEqual({ sum: sha256(3_000), wasRead: false });
    writeFileSync(own, Buffer.alloc(3_000, 2));
    utimesSync(own, 2, 2);
    const changed = await read();
    expect(changed.wasRead).toBe(true);
    expect(changed.sum).not.toBe(sha256(3_000));
  });

  it("stops reading when it is cancelled", async () => {
    const given = await options({ signal: AbortSignal.abort() });
    await expect(takeVideo({ name: "mine.mp4", path }, given)).rejects.toMatchObject({ name: "AbortError" });
  });
});
