import { readFileSync, writeFileSync } from "node:fs";
import { ffmpeg } from "../../fixtures/clip.ts";
import type { Ending, Specimen } from "./specimen.ts";

const one = (source: string) => ["-f", "lavfi", "-i", source];
const X264 = ["-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p"];

type Recipe = readonly [name: string, what: string, endings: readonly Ending[], args: readonly string[]];

/** What ffmpeg itself makes; the last argument, the file, is added. */
const RECIPES: readonly Recipe[] = [
  [
    "bomb-8000.mkv",
    "a picture of 8000 by 8000 in a few kilobytes",
    ["picture-too-large"],
    [...one("color=s=8000x8000:r=1"), "-frames:v", "1", "-c:v", "mjpeg"],
  ],
  [
    "wide.mkv",
    "a picture of 16000 by 2",
    ["opens"],
    [...one("color=s=16000x2:r=1"), "-frames:v", "1", "-c:v", "mjpeg"],
  ],
  ["dot.mkv", "a picture of 2 by 2", ["opens"], [...one("color=s=2x2:r=1"), "-frames:v", "2", ...X264]],
  [
    "fast.mp4",
    "a thousand frames a second",
    ["frame-rate-too-high"],
    [...one("color=s=64x64:r=1000"), "-frames:v", "1000", ...X264],
  ],
  [
    "slow.mkv",
    "one frame in ten minutes",
    ["opens"],
    [...one("color=s=64x64:r=1/600"), "-frames:v", "2", ...X264],
  ],
  ["sound.mp4", "sound alone", ["no-picture"], [...one("sine=d=1"), "-c:a", "aac"]],
  ["sound.mkv", "sound alone in Matroska", ["no-picture"], [...one("sine=d=1"), "-c:a", "libvorbis"]],
  ["wave.mp4", "a WAV file", ["not-a-video"], [...one("sine=d=1"), "-f", "wav"]],
  ["mp3.mp4", "an MP3 file", ["not-a-video"], [...one("sine=d=1"), "-f", "mp3"]],
  [
    "png.mp4",
    "a PNG picture",
    ["not-a-video"],
    [...one("color=s=64x64"), "-frames:v", "1", "-c:v", "png", "-f", "image2pipe"],
  ],
  [
    "jpeg.mp4",
    "a JPEG picture",
    ["not-a-video"],
    [...one("color=s=64x64"), "-frames:v", "1", "-c:v", "mjpeg", "-f", "image2pipe"],
  ],
  [
    "raw.mp4",
    "raw pictures",
    ["not-a-video", "no-frames", "no-picture"],
    [...one("color=s=64x64"), "-frames:v", "5", "-f", "rawvideo"],
  ],
  [
    "nut.mp4",
    "a container that is not on the list (NUT)",
    ["not-a-video"],
    [...one("color=s=64x64"), "-frames:v", "5", "-f", "nut", ...X264],
  ],
  [
    "stream.mp4",
    "bare H.264 without a container",
    ["not-a-video"],
    [...one("color=s=64x64"), "-frames:v", "5", "-f", "h264", ...X264],
  ],
  [
    "magicyuv.mkv",
    "a codec with a known way in (MagicYUV)",
    ["picture-codec"],
    [...one("color=s=64x64"), "-frames:v", "5", "-c:v", "magicyuv"],
  ],
  [
    "huffyuv.avi",
    "a codec that is not on the list (HuffYUV)",
    ["picture-codec"],
    [...one("color=s=64x64"), "-frames:v", "5", "-c:v", "huffyuv"],
  ],
  ["animated.gif", "an animated GIF", ["opens"], [...one("testsrc=s=64x64:d=1")]],
  ["interlaced.ts", "a transport stream", ["opens"], [...one("testsrc=s=64x64:d=1"), ...X264]],
  ["old.flv", "a Flash video", ["opens"], [...one("testsrc=s=64x64:d=1"), "-c:v", "flv"]],
  [
    "old.wmv",
    "a Windows Media video",
    ["opens"],
    [...one("testsrc=s=64x64:d=1"), "-c:v", "msmpeg4", "-f", "asf"],
  ],
  [
    "sealed.mp4",
    "a video under copy protection (CENC)",
    ["encrypted"],
    [
      ...one("testsrc=s=64x64:d=1"),
      ...X264,
      "-encryption_scheme",
      "cenc-aes-ctr",
      "-encryption_key",
      "0123456789abcdef0123456789abcdef",
      "-encryption_kid",
      "fedcba9876543210fedcba9876543210",
    ],
  ],
  [
    "cover.m4a",
    "sound with a cover picture",
    ["no-picture"],
    [
      ...one("sine=d=1"),
      ...one("color=s=64x64:d=0.04"),
      ...["-map", "0:a", "-map", "1:v"],
      "-c:a",
      "aac",
      "-c:v",
      "mjpeg",
      "-disposition:v:0",
      "attached_pic",
      "-f",
      "ipod",
    ],
  ],
];

export const MADE: readonly Specimen[] = RECIPES.map(([name, what, endings, args]) => ({
  name,
  what,
  endings,
  make: (path) => ffmpeg([...args, path]),
}));

/** What takes a step more than one run of ffmpeg. */
export const BUILT: readonly Specimen[] = [
  {
    name: "streams.mkv",
    what: "forty streams",
    endings: ["too-many-streams"],
    async make(path, clip) {
      writeFileSync(`${path}.one`, clip);
      const maps = Array.from({ length: 40 }, () => ["-map", "0:v"]).flat();
      await ffmpeg(["-f", "mp4", "-i", `${path}.one`, ...maps, "-c", "copy", path]);
    },
  },
  {
    name: "long-4k.mp4",
    what: "ten thousand frames of 4K in a megabyte",
    endings: ["opens"],
    async make(path) {
      await ffmpeg([
        ...one("color=black:s=3840x2160:r=60"),
        "-frames:v",
        "50",
        "-g",
        "50",
        ...X264,
        `${path}.gop.mp4`,
      ]);
      await ffmpeg(["-stream_loop", "199", "-i", `${path}.gop.mp4`, "-c", "copy", path]);
    },
  },
  {
    name: "glued.mp4",
    what: "a video with a web page behind it",
    endings: ["opens"],
    make: (path, clip) =>
      writeFileSync(path, Buffer.concat([clip, Buffer.from("<html><script>alert(1)</script></html>")])),
  },
  {
    name: "program.mp4",
    what: "a program of this machine",
    endings: ["not-a-video"],
    make: (path) => writeFileSync(path, readFileSync("/bin/true")),
  },
  {
    name: "noise.mp4",
    what: "random bytes",
    endings: ["not-a-video"],
    make: (path) =>
      writeFileSync(path, Buffer.from(Array.from({ length: 50_000 }, (_, i) => (i * 7919) % 251))),
  },
];

/** Valid videos whose names mean something to a shell, to ffmpeg or to a terminal. */
export const ODD_NAMES: readonly Specimen[] = [
  "-y.mp4",
  "-i",
  "a:b.mp4",
  "http:evil.mp4",
  "concat:a|b.mp4",
  "pipe:0",
  "frame%d.mp4",
  "frame%03d%s%n.mp4",
  "two\nlines.mp4",
  "\u001b[31mred.mp4",
  "视频 película 🎬.mp4",
  "\u202Egnp.4pm",
  "quote'\"`$(true).mp4",
  "back\\slash.mp4",
  "* ? [a-z].mp4",
  " space ",
  "playlist.m3u8",
  "script.ffconcat",
  `${"l".repeat(250)}.mp4`,
].map((name) => ({
  name,
  what: `a video named ${encodeURI(name)}`,
  endings: ["opens"],
  make: (path, clip) => writeFileSync(path, clip),
}));
