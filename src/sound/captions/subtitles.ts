import { z } from "zod";
import { CuepointError } from "../../errors.ts";
import { readAll } from "../../process/start.ts";
import { Json } from "../../util/json.ts";
import type { FileTools, SoundFile } from "../file-tools.ts";
import { languageTag } from "../server/languages.ts";
import type { Transcript } from "../transcript.ts";
import { transcriptOf } from "./captions.ts";

/** Subtitles that are text; those of discs and broadcasts are pictures. */
const TEXT_CODECS = ["subrip", "mov_text", "webvtt", "ass", "ssa"];

const Stream = z.object({
  index: z.number().int(),
  codec_type: z.string().optional(),
  codec_name: z.string().optional(),
  disposition: z.record(z.string(), z.number()).default({}),
  tags: z.record(z.string(), z.string()).default({}),
});
type Stream = z.infer<typeof Stream>;
const Probe = Json.pipe(z.object({ streams: z.array(Stream).default([]) }));

const ENTRIES =
  "stream=index,codec_type,codec_name:stream_disposition=default,forced,comment:stream_tags=language,title";
/** Bytes that ffprobe may print. */
const LARGEST_HEADER = 1024 ** 2;
/** Bytes of one stream; a day of speech is a megabyte. */
const LARGEST_STREAM = 8 * 1024 ** 2;
/** Milliseconds: text lies between the pictures, so that the whole file is read, yet nothing of it decoded. */
const TIME_LIMIT = 120_000;
/** Streams without a word are passed over, but not without end. */
const MOST_TRIES = 3;

/** The words of the file's own subtitles; null where it has none. Throws `cancelled`, and what ffmpeg's runs throw. */
export async function readSubtitles(
  tools: FileTools,
  { path, video }: SoundFile,
  signal: AbortSignal,
): Promise<Transcript | null> {
  const { startTime, epochs } = video.info;
  // Which of several clocks a line's time is on cannot be told.
  if (epochs !== undefined) return null;
  const header = ["-of", "json", "-show_entries", ENTRIES, "-i", `file:${path}`];
  const { streams } = Probe.parse(await tools.probe(header, { signal, limit: LARGEST_HEADER }));
  for (const stream of chosen(streams).slice(0, MOST_TRIES)) {
    const language = languageTag(stream.tags.language);
    const by = stream.tags.title?.trim() || (stream.codec_name ?? null);
    const vtt = await takeOut(tools, path, stream.index, signal);
    const found = transcriptOf(vtt, { source: "subtitles", language, by }, -startTime);
    if (found) return found;
  }
  return null;
}

/** They tell only what is foreign, written in the picture, or said about the film. */
const PARTIAL = /\b(?:forced|signs|songs|commentary)\b/i;

/** The best first: those that a player shows by itself, then those in the language of the sound. */
function chosen(streams: readonly Stream[]): Stream[] {
  const sounds = streams.filter(({ codec_type }) => codec_type === "audio");
  const spoken = languageTag((sounds.find(isDefault) ?? sounds[0])?.tags.language);
  const isSpoken = ({ tags }: Stream) => spoken !== null && languageTag(tags.language) === spoken;
  return streams
    .filter(
      ({ codec_type, codec_name = "" }) => codec_type === "subtitle" && TEXT_CODECS.includes(codec_name),
    )
    .filter(
      ({ disposition, tags }) =>
        !(disposition.forced || disposition.comment || PARTIAL.test(tags.title ?? "")),
    )
    .toSorted(
      (a, b) => Number(isDefault(b)) - Number(isDefault(a)) || Number(isSpoken(b)) - Number(isSpoken(a)),
    );
}

function isDefault({ disposition }: Stream): boolean {
  return disposition.default === 1;
}

/** As WebVTT, with the file's own times: ffmpeg's shifted ones start with the earliest stream, ours with the container. */
async function takeOut(
  { start, inputOptions }: FileTools,
  path: string,
  index: number,
  signal: AbortSignal,
): Promise<string> {
  const args = [
    ...inputOptions,
    ...["-copyts", "-i", `file:${path}`, "-map", `0:${index}`, "-map_metadata", "-1"],
    ...["-avoid_negative_ts", "disabled", "-f", "webvtt", "pipe:1"],
  ];
  const running = start("ffmpeg", args, { signal, timeLimit: TIME_LIMIT });
  const [text, { code, messages }] = await Promise.all([
    readAll(running, LARGEST_STREAM, "video-failed"),
    running.exit,
  ]);
  if (code !== 0 && text === "") throw new CuepointError("video-failed", {}, new Error(messages));
  return text;
}
