import { statfs } from "node:fs/promises";

export interface DiskRoom {
  /** Whether a video of this many bytes may be fetched; undefined where nobody knows its size. */
  hasRoom(bytes: number | undefined): Promise<boolean>;
}

/** A video and what is made of it: the file itself, then stills and frames that are smaller than it. */
const COPIES = 2;

/** `reserveBytes` stay free whatever happens, for the store, logs and other programs. */
export function createDiskRoom(folder: string, reserveBytes: number, read: typeof statfs = statfs): DiskRoom {
  return {
    async hasRoom(bytes = 0) {
      const { bavail, bsize } = await read(folder);
      return bavail * bsize >= reserveBytes + COPIES * bytes;
    },
  };
}
