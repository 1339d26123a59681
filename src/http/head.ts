import type { Chunks } from "./body.ts";

/** The first bytes, in whole pieces, so that one can look at them before the rest comes. */
export async function readHead(chunks: Chunks, bytes: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  let length = 0;
  while (length < bytes) {
    const { done, value } = await chunks.next();
    if (done) break;
    parts.push(value);
    length += value.length;
  }
  return Buffer.concat(parts);
}

/** What was read already, then the rest; `close` runs at the end, whether it was reached, left early or never begun. */
export function withHead(head: Buffer, rest: Chunks, close: () => void): AsyncIterable<Uint8Array> {
  async function* all() {
    try {
      yield head;
      yield* rest;
    } finally {
      close();
    }
  }
  const generator = all();
  return {
    [Symbol.asyncIterator]: () => ({
      next: () => generator.next(),
      async return() {
        close();
        await rest.return();
        return generator.return();
      },
    }),
  };
}
