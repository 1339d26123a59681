import { spawn } from "node:child_process";
import { once } from "node:events";

export interface RawFrames {
  /** Fills `target` with the next picture; the last one stays when the source has ended. Throws where ffmpeg failed or gave none. */
  next(target: Uint8Array): Promise<void>;
  close(): void;
}

/** Raw pictures of `bytes` bytes from an ffmpeg that writes to its standard output. */
export function readRawFrames(args: readonly string[], bytes: number): RawFrames {
  const child = spawn("ffmpeg", ["-nostdin", "-v", "error", ...args, "-f", "rawvideo", "pipe:1"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const exit = once(child, "close");
  const chunks = (child.stdout as AsyncIterable<Buffer>)[Symbol.asyncIterator]();
  const last = new Uint8Array(bytes);
  let rest: Buffer = Buffer.alloc(0);
  let pictures = 0;
  return {
    async next(target) {
      let filled = 0;
      while (filled < bytes) {
        if (rest.length === 0) {
          const { value, done } = await chunks.next();
          if (done) break;
          rest = value;
        }
        const taken = rest.copy(last, filled, 0, bytes - filled);
        filled += taken;
        rest = rest.subarray(taken);
      }
      if (filled === bytes) pictures++;
      else await throwIfFailed(exit, pictures);
      target.set(last);
    },
    close: () => child.kill("SIGKILL"),
  };
}

/** A film of pictures that are not there would be measured as if it were one. */
async function throwIfFailed(exit: Promise<readonly unknown[]>, pictures: number): Promise<void> {
  const [code] = await exit;
  if (code !== 0) throw new Error(`ffmpeg ended with ${code} after ${pictures} pictures`);
  if (pictures === 0) throw new Error("ffmpeg gave no picture");
}

export interface Encoder {
  write(picture: Uint8Array): Promise<void>;
  /** Throws when the encoder failed. */
  finish(): Promise<void>;
}

/** An ffmpeg that reads raw pictures from its standard input. */
export function startEncoder(args: readonly string[]): Encoder {
  const child = spawn("ffmpeg", ["-v", "error", "-y", ...args], { stdio: ["pipe", "ignore", "inherit"] });
  const exit = once(child, "close");
  child.stdin.on("error", () => undefined);
  return {
    async write(picture) {
      // The pipe keeps what it is given, and the painter paints over its picture.
      if (!child.stdin.write(Buffer.from(picture))) await Promise.race([once(child.stdin, "drain"), exit]);
    },
    async finish() {
      child.stdin.end();
      const [code] = await exit;
      if (code !== 0) throw new Error(`the encoder ended with ${code}`);
    },
  };
}
