import type { Ffmpeg } from "../ffmpeg.ts";
import { probeSafety } from "../safety.ts";
import { createPacketReader, PACKET_ENTRIES } from "./packet-lines.ts";
import type { Header } from "./probe.ts";

/** Seconds; less is no more than the last packet of sound that reaches over the last frame. */
const WORTH_HOLDING = 0.5;

/**
 * Where the sound ends, seconds, if the file may go on for longer than its picture: players hold the last frame until
 * then. The header alone does not tell, since that of a file that was cut short promises more than there is.
 */
export async function soundEnd(
  ffmpeg: Ffmpeg,
  path: string,
  { sound, fileDuration, startTime, beside }: Header,
  pictureEnd: number,
  signal: AbortSignal,
): Promise<number> {
  if (sound === null || (fileDuration ?? 0) - pictureEnd < WORTH_HOLDING) return 0;
  const args = [
    ...probeSafety(beside),
    ...["-select_streams", String(sound.index), "-show_entries", PACKET_ENTRIES, "-of", "csv=p=0"],
    ...["-i", `file:${path}`],
  ];
  const running = ffmpeg.start("ffprobe", args, { signal, timeLimit: 120_000 });
  running.side.resume();
  let end = 0;
  const read = createPacketReader(({ pts, dts, duration }) => {
    end = Math.max(end, (Number.isNaN(pts) ? dts : pts) + duration);
  });
  try {
    for await (const chunk of running.stdout as AsyncIterable<Buffer>) read(chunk);
  } catch (error) {
    running.kill();
    throw error;
  }
  await running.exit;
  const seconds = (end * sound.timeBase.num) / sound.timeBase.den - startTime;
  return seconds - pictureEnd < WORTH_HOLDING ? 0 : seconds;
}
