import { join } from "node:path";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { createFfmpegReader } from "../../../../src/video/ffmpeg/reader.ts";
import { makeClip } from "../../../fixtures/clip.ts";
import { COLOURS, type Colour } from "../../../fixtures/paint.ts";
import { temporaryFolder } from "../../../support/temporary-folder.ts";
import { testFfmpeg } from "../../../support/test-ffmpeg.ts";

const folder = temporaryFolder();
const never = new AbortController().signal;

const HD = { width: 1280, height: 720 };
const SD = { width: 640, height: 480 };
const SHOTS = (["green", "red", "blue"] as const).map((colour) => ({ colour, frames: 3 }));
const H264 = ["-c:v", "libx264", "-preset", "ultrafast", "-crf", "10", "-g", "3"];

/** Paints, converts as told, and says in the file what the tags say. */
interface Painted {
  readonly title: string;
  readonly size: { readonly width: number; readonly height: number };
  /** What `zscale` makes of the painted RGB. */
  readonly as: string;
  readonly format?: string;
  readonly tags?: readonly string[];
  /** A JPEG has no more than eight bits, and HDR is bent to fit. */
  readonly within?: number;
}

/** Encoders take over what frames say of themselves, so that a file says what its own tags say and no more. */
const UNTAGGED = "setparams=color_primaries=unknown:color_trc=unknown:colorspace=unknown";

const tags = (primaries: string, transfer: string, matrix: string) => [
  ...["-color_primaries", primaries, "-color_trc", transfer, "-colorspace", matrix],
];
const pq = "p=bt2020:t=smpte2084:m=2020_ncl:r=tv:npl=203";
const hlg = "p=bt2020:t=arib-std-b67:m=2020_ncl:r=tv:npl=203";
const TEN_BITS = "yuv420p10le";

const PAINTED: readonly Painted[] = [
  {
    title: "HD that says BT.709",
    size: HD,
    as: "p=709:t=709:m=709:r=tv",
    tags: tags("bt709", "bt709", "bt709"),
  },
  { title: "HD without tags", size: HD, as: "p=709:t=709:m=709:r=tv" },
  {
    title: "HD that stands upright, without tags",
    size: { width: 720, height: 1280 },
    as: "p=709:t=709:m=709:r=tv",
  },
  {
    title: "HD that says BT.601",
    size: HD,
    as: "p=709:t=709:m=170m:r=tv",
    tags: ["-colorspace", "smpte170m"],
  },
  { title: "SD without tags", size: SD, as: "p=709:t=709:m=170m:r=tv" },
  { title: "SD that says BT.709", size: SD, as: "p=709:t=709:m=709:r=tv", tags: ["-colorspace", "bt709"] },
  {
    title: "full range in BT.709",
    size: HD,
    as: "p=709:t=709:m=709:r=pc",
    format: "yuvj420p",
    tags: ["-color_range", "pc", "-colorspace", "bt709"],
  },
  {
    title: "the matrix of SMPTE 240M",
    size: HD,
    as: "p=709:t=709:m=7:r=tv",
    tags: ["-colorspace", "smpte240m"],
  },
  {
    title: "BT.2020 without HDR",
    size: HD,
    as: "p=2020:t=709:m=2020_ncl:r=tv",
    format: TEN_BITS,
    tags: tags("bt2020", "bt709", "bt2020nc"),
  },
  {
    title: "PQ that says BT.2020",
    size: HD,
    as: pq,
    format: TEN_BITS,
    tags: tags("bt2020", "smpte2084", "bt2020nc"),
    within: 12,
  },
  {
    title: "PQ without primaries and matrix",
    size: HD,
    as: pq,
    format: TEN_BITS,
    tags: ["-color_trc", "smpte2084"],
    within: 12,
  },
  {
    title: "HLG without primaries and matrix",
    size: SD,
    as: hlg,
    format: TEN_BITS,
    tags: ["-color_trc", "arib-std-b67"],
    within: 12,
  },
];

describe.each(PAINTED)(
  "a still of $title",
  ({ title, size, as, format = "yuv420p", tags = [], within = 3 }) => {
    it.each([Number.POSITIVE_INFINITY, 320])("has the painted colors at %d pixels", async (longSide) => {
      const path = join(folder, `${title.replaceAll(/\W+/g, "-")}.mp4`);
      await makeClip(path, {
        ...size,
        shots: SHOTS,
        rate: 3,
        filters: [
          "format=gbrp",
          `zscale=pin=bt709:tin=bt709:min=gbr:rin=pc:${as}`,
          `format=${format}`,
          UNTAGGED,
        ],
        encode: [...H264, ...tags],
      });
      const video = await createFfmpegReader(testFfmpeg(), { maxMinutes: 1 }).open(path, never);
      const stills = await Array.fromAsync(video.framesAt([0.4, 1.4, 2.4], longSide, never));
      expect(stills).toHaveLength(SHOTS.length);
      const measured = await Promise.all(stills.map(({ jpeg }) => middleOf(jpeg)));
      const far = measured.map((rgb, i) => distance(rgb, SHOTS[i]?.colour ?? "black"));
      expect(Math.max(...far), JSON.stringify(measured)).toBeLessThanOrEqual(within);
    });
  },
);

/** The mean color of the picture's middle. */
async function middleOf(jpeg: Buffer): Promise<number[]> {
  const { width, height } = await sharp(jpeg).metadata();
  const part = { left: width >> 2, top: height >> 1, width: width >> 1, height: height >> 2 };
  const { channels } = await sharp(await sharp(jpeg).extract(part).png().toBuffer()).stats();
  return channels.map(({ mean }) => mean);
}

/** The channel that is furthest off. */
function distance(rgb: readonly number[], colour: Colour): number {
  return Math.max(...COLOURS[colour].map((level, i) => Math.abs(level - (rgb[i] ?? Number.NaN))));
}
