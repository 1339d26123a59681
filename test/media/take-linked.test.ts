import { existsSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, expect, it } from "vitest";
import { takeVideo } from "../../src/media/local-video.ts";
import { takeLinked } from "../../src/media/take-linked.ts";
import { codeOf } from "../support/code-of.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

let temporary: string;
beforeEach(() => {
  temporary = temporaryFolder();
});

const options = () => ({ temporary, maxMegabytes: 1, signal: new AbortController().signal });

function fetched(bytes: number) {
  const path = join(temporary, "fetched.mp4");
  writeFileSync(path, Buffer.alloc(bytes));
  return { name: "fetched.mp4", path, release: async () => rmSync(path) };
}

it("removes a fetched file when it is disposed, and not before", async () => {
  const source = fetched(10);
  const video = await takeVideo(source, options());
  expect(existsSync(source.path)).toBe(true);
  await video[Symbol.asyncDispose]();
  expect(readdirSync(temporary)).toEqual([]);
});

it.each([
  ["too large", 1_000_001, "file-too-large"],
  ["empty", 0, "file-empty"],
])("removes a fetched file that is %s", async (_, bytes, code) => {
  expect(await codeOf(takeVideo(fetched(bytes), options()))).toBe(code);
  expect(readdirSync(temporary)).toEqual([]);
});

it("leaves the user's own file where it is", async () => {
  const { path } = fetched(10);
  const video = await takeVideo({ name: "mine.mp4", path }, options());
  await video[Symbol.asyncDispose]();
  expect(existsSync(path)).toBe(true);
});

it("ends a stream that it refuses before reading it", async () => {
  let ended = 0;
  const body: AsyncIterable<Uint8Array> = {
    [Symbol.asyncIterator]: () => ({
      next: async () => ({ done: false, value: new Uint8Array(10) }),
      return: async () => {
        ended++;
        return { done: true, value: undefined };
      },
    }),
  };
  expect(await codeOf(takeVideo({ name: "x", size: 2_000_000, body }, options()))).toBe("file-too-large");
  expect(ended).toBeGreaterThan(0);
  expect(readdirSync(temporary)).toEqual([]);
});

it("brings along what the page says, and tells no progress a second time", async () => {
  const page = {
    title: "A talk",
    chapters: [],
    captions: [{ language: "en", vtt: "WEBVTT" }],
    language: "en",
  };
  await using video = await takeLinked({ ...fetched(10), ...page }, options());
  expect(video).toMatchObject({ size: 10, isTemporary: true, page });
  const seen: unknown[] = [];
  await takeVideo(fetched(10), { ...options(), onProgress: (at) => seen.push(at) });
  expect(seen).toEqual([]);
});

it("says of a file without a page that it has none", async () => {
  await using video = await takeLinked(fetched(10), options());
  expect(video).not.toHaveProperty("page");
});
