import type { Readable } from "node:stream";
import { CuepointError } from "../../errors.ts";

/** Characters; ffprobe's and ffmpeg's lines have a few dozen. */
const LONGEST_LINE = 4096;

/** The lines of a stream. Throws `video-failed` on a line without end, which would have to be kept in memory. */
export async function* linesOf(stream: Readable): AsyncGenerator<string> {
  let rest = "";
  for await (const chunk of stream.setEncoding("utf8") as AsyncIterable<string>) {
    const lines = (rest + chunk).split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
    if (rest.length > LONGEST_LINE)
      throw new CuepointError("video-failed", {}, new Error("a line without end"));
  }
  if (rest !== "") yield rest;
}
