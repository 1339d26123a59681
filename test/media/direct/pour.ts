import type { ServerResponse } from "node:http";

/** Writes without end, as fast as it is read. */
export function pour(response: ServerResponse, chunk: Buffer): void {
  const more = () => {
    while (!response.destroyed && response.write(chunk));
  };
  response.on("drain", more);
  more();
}
