import type { Readable } from "node:stream";
import { CuepointError, type ErrorCode } from "../errors.ts";

/** The lines of a stream. Throws `overflow` on a line longer than `longest` characters, which would have to be kept. */
export async function* linesOf(
  stream: Readable,
  longest: number,
  overflow: ErrorCode,
): AsyncGenerator<string> {
  let rest = "";
  for await (const chunk of stream.setEncoding("utf8") as AsyncIterable<string>) {
    const lines = (rest + chunk).split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
    if (rest.length > longest) throw new CuepointError(overflow, {}, new Error("a line without end"));
  }
  if (rest !== "") yield rest;
}
