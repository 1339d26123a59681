/** A server sent more than any honest reply holds. */
export class ReplyTooLong extends Error {
  constructor() {
    super("the reply is too long");
    this.name = "ReplyTooLong";
  }
}

/** Bytes, after decompression. */
export interface ByteLimits {
  /** One line, that is one event of the stream: the client buffers a line before it can be checked. */
  readonly line: number;
  readonly total: number;
}

const LINE_FEED = 0x0a;

function limitBytes({ line, total }: ByteLimits): TransformStream<Uint8Array, Uint8Array> {
  let received = 0;
  let lineLength = 0;
  return new TransformStream({
    transform(chunk, controller) {
      received += chunk.length;
      const lastBreak = chunk.lastIndexOf(LINE_FEED);
      lineLength = lastBreak === -1 ? lineLength + chunk.length : chunk.length - lastBreak - 1;
      if (received > total || lineLength > line) controller.error(new ReplyTooLong());
      else controller.enqueue(chunk);
    },
  });
}

/** Wraps `fetch` so that reading a body past the limits throws ReplyTooLong and drops the connection. */
export function boundFetch(fetch: typeof globalThis.fetch, limits: ByteLimits): typeof globalThis.fetch {
  return async (input, init) => {
    const response = await fetch(input, init);
    if (response.body === null) return response;
    const { status, statusText, headers } = response;
    return new Response(response.body.pipeThrough(limitBytes(limits)), { status, statusText, headers });
  };
}

/**
 * The address of a server's OpenAI interface, without a slash at the end. People write it with or without
 * `/v1`; where there is no path at all, `/v1` is meant. Throws TypeError for what is not a URL.
 */
export function openAiBaseUrl(address: string): string {
  const url = new URL(address);
  const path = url.pathname.replace(/\/+$/, "");
  return `${url.origin}${path === "" ? "/v1" : path}`;
}
