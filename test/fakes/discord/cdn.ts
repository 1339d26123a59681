import type { IncomingMessage, ServerResponse } from "node:http";
import { signatureOf } from "./payloads.ts";
import type { World } from "./world.ts";

/** A request for a file, as it came. */
export interface SeenDownload {
  readonly path: string;
  readonly status: number;
  readonly authorization: string | null;
}

/** The file server: the signed address gives the file, until it expires. */
export function createCdn(world: World, seen: SeenDownload[]) {
  return (incoming: IncomingMessage, outgoing: ServerResponse): void => {
    const url = new URL(incoming.url ?? "/", "http://stand-in");
    const id = url.pathname.split("/")[3] ?? "";
    const file = world.files.get(id);
    const expires = url.searchParams.get("ex") ?? "";
    const isSigned = url.searchParams.get("hm") === signatureOf(url.pathname, expires);
    const isFresh = Number.parseInt(expires, 16) * 1000 > world.now();
    const isThere = file !== undefined && !file.lost && isSigned && isFresh;
    const status = isThere ? 200 : 404;
    if (world.isCdnSilent) return;
    seen.push({ path: url.pathname, status, authorization: incoming.headers.authorization ?? null });
    if (isThere) {
      outgoing.writeHead(200, { "content-type": file.contentType, "content-length": file.data.byteLength });
      outgoing.end(file.data);
    } else {
      outgoing.writeHead(404, { "content-type": "text/plain" });
      outgoing.end("This content is no longer available.");
    }
  };
}
