import { Writable } from "node:stream";
import type { OutputStream } from "./stream.ts";

/** What a line editor draws on; hidden, it goes on without a trace. */
interface Screen {
  readonly stream: Writable;
  hide(): void;
  show(): void;
}

export function createScreen(output: OutputStream): Screen {
  let isHidden = false;
  const stream = new Writable({
    decodeStrings: false,
    write(text: string | Buffer, _encoding, done) {
      if (!isHidden) output.write(text);
      done();
    },
  });
  // A hidden line has no width to break at, so that nothing above it is cleared when it comes back.
  Object.defineProperty(stream, "columns", { get: () => (isHidden ? undefined : output.columns) });
  output.on("resize", () => stream.emit("resize"));
  return {
    stream,
    hide() {
      isHidden = true;
    },
    show() {
      isHidden = false;
    },
  };
}
