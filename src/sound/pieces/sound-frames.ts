import type { Readable } from "node:stream";
import { CuepointError } from "../../errors.ts";
import { linesOf } from "../../process/start.ts";
import type { SoundFile, SoundTools } from "../file-tools.ts";
import { SAMPLE_BYTES, SAMPLE_RATE } from "./samples.ts";

/** Sound as it comes from the decoder. */
interface SoundFrame {
  /** On the clock of the file, in samples. */
  readonly at: number;
  readonly pcm: Buffer;
}

/** Milliseconds for the start of the program, and for each second of a file; decoding takes a hundredth of that. */
const TIME_LIMIT = { start: 60_000, each: 500 };

const LONGEST_LINE = 4_096;
const COUNT = "lavfi.astats.Overall.Number_of_samples=";

/**
 * 16 kHz, mono, 16 bits. How many samples each frame has and when it sounds goes to file descriptor 3: the file's own times
 * tell where sound begins late or is missing, and nothing but them.
 */
const FILTERS = [
  `aresample=${SAMPLE_RATE}`,
  "aformat=sample_fmts=s16:channel_layouts=mono",
  "astats=metadata=1:reset=1:measure_perchannel=none:measure_overall=Number_of_samples",
  "ametadata=mode=print:file='pipe\\:3':direct=1",
].join(",");

/** Decodes one stream of sound, from about `seek` seconds on; null: from its beginning. Breaking out of the loop ends ffmpeg. */
export async function* soundFrames(
  { start, inputOptions }: SoundTools,
  { path, video: { info }, range }: SoundFile,
  seek: number | null,
  signal: AbortSignal,
): AsyncGenerator<SoundFrame> {
  const seeking = seek === null ? [] : ["-noaccurate_seek", "-ss", seek.toFixed(3)];
  const args = [
    ...[...inputOptions, "-threads", "1", ...seeking, "-copyts", "-i", `file:${path}`],
    ...["-map", `0:${info.soundStream ?? "a:0"}`, "-vn", "-sn", "-dn", "-map_metadata", "-1", "-af", FILTERS],
    // Each frame at once: what waits in a buffer while its note waits in the other pipe would stop both.
    ...["-c:a", "pcm_s16le", "-f", "s16le", "-flush_packets", "1", "pipe:1"],
  ];
  const timeLimit = TIME_LIMIT.start + TIME_LIMIT.each * range.end;
  const running = start("ffmpeg", args, { signal, timeLimit });
  const read = createExactReader(running.stdout);
  let isEmpty = true;
  let isOver = false;
  let exit: Awaited<typeof running.exit> | null = null;
  try {
    for await (const { at, samples } of frameNotes(running.side)) {
      const pcm = await read(samples * SAMPLE_BYTES);
      if (pcm.length > 0 && !Number.isNaN(at)) yield { at, pcm };
      isEmpty = false;
    }
    isOver = true;
  } finally {
    if (!isOver) {
      running.kill();
      // What is still in the pipe would be waited for.
      running.stdout.destroy();
      running.side.destroy();
    }
    exit = await running.exit.catch((error: unknown) => {
      // The loop's own fault, or the reader's leaving early, matters more than how the program ended.
      if (isOver) throw error;
      return null;
    });
  }
  // A track that breaks off is heard as far as it goes.
  if (isEmpty && exit && exit.code !== 0) {
    throw new CuepointError("video-failed", {}, new Error(exit.messages));
  }
}

/** What the filter writes: "frame:0    pts:512     pts_time:0.032", then the number of samples. */
async function* frameNotes(side: Readable): AsyncGenerator<{ at: number; samples: number }> {
  let at = Number.NaN;
  for await (const line of linesOf(side, LONGEST_LINE, "video-failed")) {
    if (line.startsWith("frame:")) at = Number.parseInt(/pts:\s*(\S+)/.exec(line)?.[1] ?? "", 10);
    else if (line.startsWith(COUNT)) yield { at, samples: Math.round(Number(line.slice(COUNT.length))) };
  }
}

/** Reads so many bytes of a stream, fewer only at its end. */
function createExactReader(stream: Readable): (bytes: number) => Promise<Buffer> {
  const chunks = (stream as AsyncIterable<Buffer>)[Symbol.asyncIterator]();
  let rest: Buffer = Buffer.alloc(0);
  return async (bytes) => {
    while (rest.length < bytes) {
      const next = await chunks.next();
      if (next.done) break;
      rest = rest.length === 0 ? next.value : Buffer.concat([rest, next.value]);
    }
    const taken = rest.subarray(0, bytes);
    rest = rest.subarray(taken.length);
    return taken;
  };
}
