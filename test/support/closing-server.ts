import { createServer, type Socket } from "node:net";
import { close, listen } from "./servers/loopback.ts";

/** How the server tells where the file ends, if it does. */
export const CLOSING_WAYS = ["1.0", "1.1", "length", "unannounced"] as const;
type ClosingWay = (typeof CLOSING_WAYS)[number];

const CHUNK = 64 * 1024;

/**
 * A file server that closes the connection after each file: HTTP/1.0 and 1.1 without a length, with one, and with one but
 * without saying that it will close. It serves ranges, where it tells a length.
 */
export async function startClosingServer(way: ClosingWay, file: Buffer) {
  const server = createServer((socket) => {
    socket.on("error", () => undefined);
    socket.once("data", (request) => send(socket, way, file, startOf(request.toString("latin1"))));
  });
  const port = await listen(server);
  return {
    base: `http://127.0.0.1:${port}`,
    [Symbol.asyncDispose]: () => close(server),
  };
}

function startOf(request: string): number {
  return Number(/^range: bytes=(\d+)-/im.exec(request)?.[1] ?? 0);
}

function send(socket: Socket, way: ClosingWay, file: Buffer, start: number): void {
  const hasLength = way === "length" || way === "unannounced";
  const isPart = hasLength && start > 0;
  const rest = isPart ? file.subarray(start) : file;
  const range = `content-range: bytes ${start}-${file.byteLength - 1}/${file.byteLength}`;
  const lines = [
    `HTTP/${way === "1.0" ? "1.0" : "1.1"} ${isPart ? "206 Partial Content" : "200 OK"}`,
    "content-type: video/mp4",
    ...(isPart ? [range] : []),
    ...(hasLength ? [`content-length: ${rest.byteLength}`] : []),
    ...(way === "1.1" || way === "length" ? ["connection: close"] : []),
  ];
  socket.write(`${lines.join("\r\n")}\r\n\r\n`);
  let at = 0;
  const more = () => {
    while (at < rest.byteLength) {
      const chunk = rest.subarray(at, at + CHUNK);
      at += chunk.byteLength;
      if (!socket.write(chunk)) return;
    }
    socket.off("drain", more).end();
  };
  socket.on("drain", more);
  more();
}
