import { Writable } from "node:stream";
import { styleText } from "node:util";

/** A terminal, or what the output was piped to. */
export interface OutputStream extends NodeJS.WritableStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
}

/** Lines wider than this are hard to read, however wide the window is. */
const WIDEST = 96;
/** What a terminal that does not say is taken to have. */
const USUAL_COLUMNS = 80;

/** Columns to break lines at; without end where the text is piped, so that each paragraph stays one line. */
export function textWidth({ isTTY, columns = USUAL_COLUMNS }: OutputStream): number {
  return isTTY ? Math.min(columns, WIDEST) : Number.POSITIVE_INFINITY;
}

type Style = "bold" | "dim" | "italic" | "cyan";

/** Styles on a terminal that has them and whose owner wants them (NO_COLOR), else the text as it is. */
export function style(name: Style, text: string, stream: OutputStream): string {
  return stream.isTTY ? styleText(name, text, { stream }) : text;
}

/** What a line editor draws on; while it is hidden, nothing shows. */
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
