import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ffmpeg } from "../../test/fixtures/clip.ts";

const X264 = ["-c:v", "libx264", "-preset", "ultrafast", "-g", "5", "-pix_fmt", "yuv420p"];
const SOUND = ["-f", "lavfi", "-i", "sine=d=0.6", "-c:a", "aac"];

/** Small valid videos, one for each container that is opened and the codecs that people send. */
const CLIPS: Readonly<Record<string, readonly string[]>> = {
  "h264.mp4": [...X264],
  "sound.mp4": [...SOUND, ...X264],
  "fast.mp4": [...X264, "-movflags", "+faststart"],
  "pieces.mp4": [...X264, "-movflags", "+frag_keyframe+empty_moov"],
  "hevc.mp4": ["-c:v", "libx265", "-preset", "ultrafast", "-x265-params", "log-level=none"],
  "mpeg4.mov": ["-c:v", "mpeg4"],
  "h264.mkv": [...SOUND, ...X264],
  "vp8.webm": ["-c:v", "libvpx", "-deadline", "realtime"],
  "vp9.webm": ["-c:v", "libvpx-vp9", "-deadline", "realtime", "-cpu-used", "8"],
  "h264.ts": [...SOUND, ...X264],
  "mpeg2.mpg": ["-c:v", "mpeg2video", "-r", "25"],
  "mpeg4.avi": ["-c:v", "mpeg4"],
  "flv1.flv": ["-c:v", "flv"],
  "msmpeg4.wmv": ["-c:v", "msmpeg4", "-f", "asf"],
  "theora.ogv": ["-c:v", "libtheora"],
  "plain.gif": [],
};

/** By name; a codec that this ffmpeg was built without is left out. */
export async function makeClips(folder: string): Promise<ReadonlyMap<string, Buffer>> {
  const clips = new Map<string, Buffer>();
  for (const [name, args] of Object.entries(CLIPS)) {
    const path = join(folder, name);
    const source = ["-f", "lavfi", "-i", "testsrc=s=96x64:r=25:d=0.6"];
    const made = await ffmpeg([...source, ...args, path]).then(
      () => true,
      () => false,
    );
    if (made) clips.set(name, readFileSync(path));
  }
  return clips;
}
