import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";

export interface Replaced {
  readonly handler: RequestListener;
  /** The range of each request; undefined asks for all. */
  readonly ranges: readonly (string | undefined)[];
}

/**
 * A server that breaks off after `at` bytes of the first file. A request for the rest gets `rest`, and a later
 * request for all of it gets the second file.
 */
export function replacedFile(
  [first, second]: readonly [Buffer, Buffer],
  at: number,
  headers: Readonly<Record<string, string>>,
  rest: (response: ServerResponse, from: number) => void,
): Replaced {
  const ranges: (string | undefined)[] = [];
  const handler = ({ headers: { range } }: IncomingMessage, response: ServerResponse) => {
    ranges.push(range);
    if (range !== undefined) rest(response, Number(/\d+/.exec(range)?.[0]));
    else if (ranges.length === 1) {
      response.writeHead(200, { "content-length": first.length, ...headers });
      response.write(first.subarray(0, at), () => response.destroy());
    } else response.writeHead(200, { "content-length": second.length }).end(second);
  };
  return { handler, ranges };
}
