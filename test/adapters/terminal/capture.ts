import { EventEmitter } from "node:events";
import { PassThrough, Writable } from "node:stream";
import { stripVTControlCharacters } from "node:util";

/** An output stream in memory; with `columns` it is a terminal of that width. */
export class Capture extends Writable {
  readonly isTTY: boolean;
  readonly columns: number;
  raw = "";

  constructor(columns?: number) {
    super();
    this.isTTY = columns !== undefined;
    this.columns = columns ?? 80;
  }

  /** What was written, without colours and cursor moves. */
  get text(): string {
    return stripVTControlCharacters(this.raw);
  }

  override _write(chunk: Buffer, _: string, done: () => void): void {
    this.raw += chunk.toString();
    done();
  }

  // What a tty.WriteStream offers and ora uses.
  cursorTo(): boolean {
    return true;
  }
  moveCursor(): boolean {
    return true;
  }
  clearLine(): boolean {
    return true;
  }
  getColorDepth(): number {
    return 1;
  }
}

/** A keyboard in memory: what is written to it has been typed. */
export class Keyboard extends PassThrough {
  readonly isTTY: boolean;
  isRaw = false;

  constructor({ isTTY = true } = {}) {
    super();
    this.isTTY = isTTY;
  }

  setRawMode(isRaw: boolean): this {
    this.isRaw = isRaw;
    return this;
  }
}

/** Stands for `process` where only its signals matter. */
export class Signals extends EventEmitter {
  send(signal: "SIGINT" | "SIGTERM"): void {
    this.emit(signal, signal);
  }
}
