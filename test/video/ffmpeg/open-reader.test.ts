import { rmSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { rememberOpened } from "../../../src/video/ffmpeg/open-reader.ts";
import type { VideoFile, VideoReader } from "../../../src/video/video.ts";
import { paintedVideo, paintPicture } from "../../support/painted-scan.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const folder = temporaryFolder();
const { signal } = new AbortController();

/** Opens anything that is there, and keeps count. */
function room(most: number) {
  const opened: string[] = [];
  const all: VideoReader = {
    async open(path) {
      opened.push(path);
      return paintedVideo([{ timestamp: 0, picture: paintPicture({ colour: "red" }) }]);
    },
    shrink: async () => null,
    strip: async () => null,
  };
  const reader = rememberOpened(async () => all, most);
  const open = (name: string): Promise<VideoFile> => reader.open(join(folder, name), signal);
  const file = (name: string, text = name) => writeFileSync(join(folder, name), text);
  return { open, file, opened: () => opened.map((path) => path.slice(folder.length + 1)) };
}

it("opens a file once", async () => {
  const { open, file, opened } = room(2);
  file("once.mp4");
  expect(await open("once.mp4")).toBe(await open("once.mp4"));
  expect(opened()).toEqual(["once.mp4"]);
});

it("opens it again when it has changed, even to as many bytes", async () => {
  const { open, file, opened } = room(2);
  file("changed.mp4", "one");
  utimesSync(join(folder, "changed.mp4"), 1, 1);
  const before = await open("changed.mp4");
  file("changed.mp4", "two");
  utimesSync(join(folder, "changed.mp4"), 2, 2);
  expect(await open("changed.mp4")).not.toBe(before);
  expect(opened()).toHaveLength(2);
});

it("lets the reader say what it makes of a file that is gone", async () => {
  const { open, file, opened } = room(2);
  file("gone.mp4");
  await open("gone.mp4");
  rmSync(join(folder, "gone.mp4"));
  await open("gone.mp4");
  expect(opened()).toEqual(["gone.mp4", "gone.mp4"]);
});

it("forgets what has not been opened for longest", async () => {
  const { open, file, opened } = room(2);
  for (const name of ["a", "b", "c"]) file(name);
  for (const name of ["a", "b", "a", "c", "a", "b"]) await open(name);
  expect(opened()).toEqual(["a", "b", "c", "b"]);
});
