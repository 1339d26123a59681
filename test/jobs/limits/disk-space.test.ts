import type { statfs } from "node:fs/promises";
import { expect, it } from "vitest";
import { createDiskRoom } from "../../../src/jobs/limits/disk-space.ts";

const MEGABYTE = 1_000_000;
const PLACES = { folder: "/videos", dataFolder: "/data", reserveBytes: 1000 * MEGABYTE };

/** Two volumes with this many megabytes left. */
function roomWith(videos: number, data: number) {
  const read = async (folder: unknown) => ({
    bavail: (folder === PLACES.folder ? videos : data) * MEGABYTE,
    bsize: 1,
  });
  return createDiskRoom(PLACES, read as unknown as typeof statfs);
}

it.each([
  [1020, 5000, true],
  [1019, 5000, false],
  [5000, 100, true],
  [5000, 99, false],
])(
  "with %i MB for videos and %i MB for what is remembered, 10 MB may come: %s",
  async (videos, data, may) => {
    expect(await roomWith(videos, data).hasRoom(10 * MEGABYTE)).toBe(may);
  },
);
