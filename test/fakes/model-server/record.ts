import { EventEmitter, once } from "node:events";
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from "node:http";
import type { SeenFrame, SeenRequest } from "./seen-request.ts";

/** One chat request, and what became of it. */
export interface RecordedRequest {
  readonly headers: IncomingHttpHeaders;
  /** The parsed JSON; `null` where it did not parse. */
  readonly body: unknown;
  /** Null where the request was turned down unread. */
  seen: SeenRequest | null;
  readonly frames: readonly SeenFrame[];
  /** How much had to be read, and how much of it had been read before; null where nothing was. */
  usage: { readonly promptTokens: number; readonly cachedTokens: number } | null;
  /** How the connection ended: "aborted" where the client closed it before the reply was complete. */
  readonly closed: Promise<"finished" | "aborted">;
  /** True once the client has gone early. */
  readonly aborted: boolean;
}

export function recordRequest(
  request: IncomingMessage,
  body: unknown,
  response: ServerResponse,
): RecordedRequest {
  let aborted = false;
  const closed = new Promise<"finished" | "aborted">((resolve) => {
    response.once("close", () => {
      aborted = !response.writableFinished;
      resolve(aborted ? "aborted" : "finished");
    });
  });
  return {
    headers: request.headers,
    body,
    seen: null,
    usage: null,
    get frames() {
      return this.seen?.frames ?? [];
    },
    closed,
    get aborted() {
      return aborted;
    },
  };
}

/** The requests so far, and a way to wait for the next ones. */
export function createLog() {
  const requests: RecordedRequest[] = [];
  const proofs: RecordedRequest[] = [];
  const arrivals = new EventEmitter();
  return {
    requests: requests as readonly RecordedRequest[],
    proofs: proofs as readonly RecordedRequest[],
    addProof: (request: RecordedRequest): void => void proofs.push(request),
    add(request: RecordedRequest): void {
      requests.push(request);
      arrivals.emit("request");
    },
    /** Resolves to the request with this number, counted from zero, as soon as it has arrived. */
    async request(index: number): Promise<RecordedRequest> {
      for (;;) {
        const found = requests[index];
        if (found) return found;
        await once(arrivals, "request");
      }
    },
  };
}
