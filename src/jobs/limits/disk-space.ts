import { statfs } from "node:fs/promises";

export interface DiskRoom {
  /** Whether a video of this many bytes may be fetched; undefined where its size is not known. */
  hasRoom(bytes: number | undefined): Promise<boolean>;
}

/** The folders that jobs write to, on one volume or two. */
export interface DiskPlaces {
  /** Videos are fetched to it. */
  readonly folder: string;
  /** The store lies there. */
  readonly dataFolder: string;
  /** What stays free whatever happens, for the store, logs and other programs. */
  readonly reserveBytes: number;
}

/** A video and what is made of it: the file itself, then stills and frames that are smaller than it. */
const COPIES = 2;
/** Enough for what a job adds to the store; a volume for the store alone may be smaller than the whole reserve. */
const DATA_BYTES = 100_000_000;

/** What has to be free on the store's volume. */
export function dataRoom(reserveBytes: number): number {
  return Math.min(reserveBytes, DATA_BYTES);
}

export function createDiskRoom(
  { folder, dataFolder, reserveBytes }: DiskPlaces,
  read: typeof statfs = statfs,
): DiskRoom {
  const freeIn = async (place: string) => {
    const { bavail, bsize } = await read(place);
    return bavail * bsize;
  };
  return {
    async hasRoom(bytes = 0) {
      if ((await freeIn(folder)) < reserveBytes + COPIES * bytes) return false;
      return (await freeIn(dataFolder)) >= dataRoom(reserveBytes);
    },
  };
}
