import type { ScanPlan } from "../../video.ts";

/** What the decoder leaves out. */
export const SKIP = {
  all: [],
  reference: ["-skip_frame", "noref"],
  predicted: ["-skip_frame", "bidir"],
  intra: ["-skip_frame", "nokey"],
} as const satisfies Record<ScanPlan["frames"], readonly string[]>;

/** Codecs whose decoders heed that; those of VP9 and AV1 decode everything all the same. */
const HEEDED = /^(h264|hevc|mpeg[124]|vp8)/;

export function canSkip(codec: string): boolean {
  return HEEDED.test(codec);
}
