import { readdirSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { probeIsolation } from "../../src/process/isolation.ts";
import { createFfmpeg, type FfmpegOptions, locateFfmpeg } from "../../src/video/ffmpeg/ffmpeg.ts";
import { createFfmpegReader } from "../../src/video/ffmpeg/reader.ts";
import { createFakeLogger } from "../fakes/logger.ts";
import { makeClip } from "../fixtures/clip.ts";
import { codeOf } from "../support/code-of.ts";
import { programFolder } from "../support/fake-program.ts";
import { markProcesses } from "../support/processes.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { itUnless } from "../support/unless.ts";

const { program } = programFolder();
const mark = markProcesses();
const signal = new AbortController().signal;
const searchPath = process.env.PATH ?? "";
const isolation = await probeIsolation({ searchPath, environment: mark.environment, signal });
const real = locateFfmpeg({ ffmpegPath: undefined, ffprobePath: undefined, searchPath });

const folder = temporaryFolder();
const clip = join(folder, "clip.mp4");
beforeAll(() => makeClip(clip, { shots: [{ colour: "red", frames: 10 }], width: 160, height: 96 }));
afterEach(async () => {
  await mark.gone();
  expect(readdirSync(folder)).toEqual(["clip.mp4"]);
});

function readerWith(over: Partial<FfmpegOptions>) {
  const logger = createFakeLogger();
  const ffmpeg = createFfmpeg({ ...real, environment: mark.environment, logger, isolation, ...over });
  return createFfmpegReader(ffmpeg, { maxMinutes: 60 });
}

const HEADER = `{"streams":[{"index":0,"codec_type":"video","codec_name":"h264","width":64,"height":64,"avg_frame_rate":"25/1","time_base":"1/25"}],"format":{"format_name":"mov"}}`;
/** Answers the question for the header honestly and the one for packets by the script. */
const packetsBy = (script: string) => `case "$*" in *"-of json"*) echo '${HEADER}';; *) ${script};; esac`;

/** A time scale of 0.02 makes the ten seconds that a header may take 200 milliseconds. */
const HURRY = 0.02;
/** No limit passes by accident on a busy machine. */
const PATIENT = 10;

describe("an ffprobe that", () => {
  it.each([
    ["hangs", "trap '' TERM; sleep 1000 & sleep 1000", "video-timeout"],
    ["forks and goes", "for i in 1 2 3; do sleep 1000 & done; exit 0", "not-a-video"],
    ["says nothing", "exit 0", "not-a-video"],
    ["says nonsense", 'echo \'{"streams": "no\'', "not-a-video"],
    ["says what is not asked for", "echo '[1, 2, 3]'", "not-a-video"],
    ["fails", "exit 1", "not-a-video"],
    ["crashes", "kill -SEGV $$", "not-a-video"],
    ["writes without end", "yes", "video-failed"],
    ["writes a packet without end", packetsBy("yes | tr -d '\\n'"), "video-failed"],
    ["writes packets without end", packetsBy("yes 1,1,1,K_"), "too-many-frames"],
    ["finds no packets", packetsBy("exit 0"), "no-frames"],
    ["finds packets of nonsense", packetsBy("yes x,y,z | head -1000"), "no-frames"],
  ])("%s ends in its sentence", async (_, script, code) => {
    const scripted = program("ffprobe", script);
    const timeScale = code === "video-timeout" ? HURRY : PATIENT;
    expect(await codeOf(readerWith({ ffprobe: scripted, timeScale }).open(clip, signal))).toBe(code);
  });

  // Where the system gives no process namespace, what leaves the group cannot be found again.
  itUnless(
    isolation.unshare ? null : "unshare does not work here",
    "forks out of its group ends in its sentence",
    async () => {
      const ffprobe = program("ffprobe", "for i in 1 2 3; do setsid sleep 1000 & done; exit 0");
      expect(await codeOf(readerWith({ ffprobe, timeScale: PATIENT }).open(clip, signal))).toBe(
        "not-a-video",
      );
    },
  );

  it("complains without end is heard for as long as it matters", async () => {
    const ffprobe = program("ffprobe", "yes complaint | head -c 20000000 >&2; exit 1");
    expect(await codeOf(readerWith({ ffprobe, timeScale: PATIENT }).open(clip, signal))).toBe("not-a-video");
  });

  itUnless(
    isolation.prlimit ? null : "prlimit does not work here",
    "fills the disk writes nothing",
    async () => {
      const ffprobe = program(
        "ffprobe",
        `head -c 10000000000 /dev/zero > ${folder}/fill.bin; rm -f ${folder}/fill.bin; exit 1`,
      );
      expect(await codeOf(readerWith({ ffprobe }).open(clip, signal))).toBe("not-a-video");
    },
  );

  it("is not there has its own sentence", async () => {
    const ffprobe = join(folder, "nothing");
    expect(
      await codeOf(
        readerWith({ ffprobe, isolation: { nice: null, prlimit: null, unshare: null } }).open(clip, signal),
      ),
    ).toBe("ffmpeg-missing");
  });
});

describe("an ffmpeg that", () => {
  const scanWith = async (script: string, timeScale = PATIENT) => {
    const ffmpeg = program("ffmpeg", script);
    const video = await readerWith({ ffmpeg, timeScale }).open(clip, signal);
    const range = { start: 0, end: video.info.duration };
    return Array.fromAsync(video.scan({ range, longSide: 64, frames: "all" }, signal).frames);
  };
  /** A scan may take a minute; the probe before it needs its share of the same scale. */
  const SCAN_HURRY = 0.05;

  it.each([
    ["hangs", "sleep 1000 & sleep 1000"],
    ["gives pictures without end and no times", "cat /dev/zero"],
    ["keeps its pipes open and gives nothing", "exec 9>&1; sleep 1000"],
  ])("%s is stopped by its time limit", async (_, script) => {
    expect(await codeOf(scanWith(script, SCAN_HURRY))).toBe("video-timeout");
  });

  it.each([
    ["gives nothing", "exit 0"],
    ["crashes", "kill -SEGV $$"],
    ["gives half a picture", "echo 'frame:0 pts:0' >&3; head -c 1000 /dev/zero"],
    ["gives times alone", 'for i in 1 2 3; do echo "frame:$i pts:$i" >&3; done'],
    ["gives a time without end", "yes | tr -d '\\n' >&3"],
    ["gives times without end", "yes 'frame:1 pts:1' >&3"],
  ])("%s gives no frame and no hang", async (_, script) => {
    const ending = await codeOf(scanWith(script));
    expect(["none", "video-failed"]).toContain(ending);
  });

  it("hangs is stopped when the work is cancelled", async () => {
    const abort = new AbortController();
    const video = await readerWith({ ffmpeg: program("ffmpeg", "sleep 1000 & sleep 1000") }).open(
      clip,
      signal,
    );
    const range = { start: 0, end: video.info.duration };
    const frames = Array.fromAsync(video.scan({ range, longSide: 64, frames: "all" }, abort.signal).frames);
    abort.abort();
    expect(await codeOf(frames)).toBe("cancelled");
  });
});
