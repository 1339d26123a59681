import { writeFileSync } from "node:fs";
import { box, renamed, withNumber, withSize } from "./boxes.ts";
import type { Ending, Specimen } from "./specimen.ts";

type Change = readonly [what: string, endings: readonly Ending[], change: (clip: Buffer) => Buffer];

const ANYTHING: readonly Ending[] = ["opens", "not-a-video", "no-frames", "no-picture", "video-failed"];

function nested(depth: number): Buffer {
  let inner: Buffer = Buffer.alloc(0);
  // Around a hundred thousand boxes would cost more to build than to read, so each level holds one.
  for (let level = 0; level < depth; level++) inner = box(level % 2 ? "trak" : "moov", inner);
  return inner;
}

/** The clip's boxes lie in the order ftyp, moov, mdat. */
const CHANGES: readonly Change[] = [
  ["no bytes at all", ["not-a-video"], () => Buffer.alloc(0)],
  ["one byte", ["not-a-video"], () => Buffer.from([0])],
  ["zeros", ["not-a-video"], () => Buffer.alloc(100_000)],
  ["a name box alone", ["not-a-video"], (clip) => clip.subarray(0, clip.readUInt32BE(0))],
  ["the index cut off", ["not-a-video", "no-frames"], (clip) => clip.subarray(0, clip.indexOf("stsz") + 6)],
  ["the pictures cut off", ["no-frames", "opens"], (clip) => clip.subarray(0, clip.indexOf("mdat") + 4)],
  [
    "half the pictures",
    ["opens"],
    (clip) => clip.subarray(0, Math.floor((clip.indexOf("mdat") + clip.length) / 2)),
  ],
  ["an index that claims four gigabytes", ANYTHING, (clip) => withSize(clip, "moov", 0xfffffff0)],
  ["an index of no size", ANYTHING, (clip) => withSize(clip, "moov", 0)],
  ["an index smaller than its head", ANYTHING, (clip) => withSize(clip, "moov", 3)],
  ["a 64-bit size that is not there", ANYTHING, (clip) => withSize(clip, "moov", 1)],
  ["a track box that reaches past the index", ANYTHING, (clip) => withSize(clip, "trak", 0x7fffffff)],
  ["four billion entries of sizes", ANYTHING, (clip) => withNumber(clip, "stsz", 8, 0xffffffff)],
  ["samples of two gigabytes", ANYTHING, (clip) => withNumber(clip, "stsz", 4, 0x7fffffff)],
  ["four billion entries of times", ANYTHING, (clip) => withNumber(clip, "stts", 4, 0xffffffff)],
  [
    "frames that last four billion ticks",
    [...ANYTHING, "too-long", "frame-rate-too-high"],
    (clip) => withNumber(clip, "stts", 12, 0xffffffff),
  ],
  ["four billion chunks", ANYTHING, (clip) => withNumber(clip, "stco", 4, 0xffffffff)],
  ["pictures that lie past the end of the file", ANYTHING, (clip) => withNumber(clip, "stco", 8, 0x7ffffff0)],
  ["a clock without ticks", ANYTHING, (clip) => withNumber(clip, "mdhd", 12, 0)],
  [
    "a clock of four billion ticks",
    [...ANYTHING, "frame-rate-too-high"],
    (clip) => withNumber(clip, "mdhd", 12, 0xffffffff),
  ],
  [
    "a video of a hundred years",
    [...ANYTHING, "too-long"],
    (clip) => withNumber(clip, "mdhd", 16, 0xfffffffe),
  ],
  ["no track", ["no-picture", "not-a-video", "no-frames"], (clip) => renamed(clip, "trak", "free")],
  [
    "an index called free space",
    ["not-a-video", "no-picture", "opens"],
    (clip) => renamed(clip, "moov", "free"),
  ],
  ["a codec nobody knows", ["not-a-video", "no-frames"], (clip) => renamed(clip, "avc1", "zzzz")],
  ["a codec that is not on the list", ["picture-codec"], (clip) => renamed(clip, "avc1", "M8RG")],
  ["pictures that claim to be encrypted", ["encrypted"], (clip) => renamed(clip, "avc1", "encv")],
  [
    "a picture of 65535 by 65535",
    [...ANYTHING, "picture-too-large"],
    (clip) => withNumber(clip, "avc1", 24, 0xffffffff),
  ],
  ["a picture of no size", ANYTHING, (clip) => withNumber(clip, "avc1", 24, 0)],
  ["a display matrix of nonsense", ["opens"], (clip) => withNumber(clip, "tkhd", 40, 0x7fc00000)],
  ["a decoder header of nonsense", ANYTHING, (clip) => withNumber(clip, "avcC", 0, 0xffffffff)],
  [
    "boxes ten thousand deep",
    ["not-a-video", "no-picture"],
    () => Buffer.concat([box("ftyp", Buffer.from("isom")), nested(10_000)]),
  ],
  ["data that lies in another file", ANYTHING, (clip) => withNumber(clip, "url ", 0, 0)],
];

/** A small valid clip with one thing wrong in it. */
export const DAMAGED: readonly Specimen[] = CHANGES.map(([what, endings, change], at) => ({
  name: `damaged-${at}.mp4`,
  what,
  endings,
  make: (path, clip) => writeFileSync(path, change(clip)),
}));
