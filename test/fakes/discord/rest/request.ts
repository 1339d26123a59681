import type { IncomingMessage } from "node:http";
import { buffer } from "node:stream/consumers";

export interface UploadedFile {
  /** The number in "files[3]". */
  readonly key: string;
  readonly name: string;
  readonly type: string;
  readonly data: Buffer;
}

export interface ApiRequest {
  readonly method: string;
  /** Without "/api/v10", decoded: "@original" comes as "%40original". */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly authorization: string | null;
  readonly body: Readonly<Record<string, unknown>>;
  readonly files: readonly UploadedFile[];
  readonly bytes: number;
}

export async function readRequest(incoming: IncomingMessage): Promise<ApiRequest> {
  const url = new URL(incoming.url ?? "/", "http://stand-in");
  const raw = await buffer(incoming);
  const type = incoming.headers["content-type"] ?? "";
  const { body, files } = type.startsWith("multipart/")
    ? await readForm(raw, type)
    : { body: raw.length > 0 ? JSON.parse(raw.toString()) : {}, files: [] };
  return {
    method: incoming.method ?? "GET",
    path: decodeURIComponent(url.pathname.replace(/^\/api\/v10/, "")),
    query: url.searchParams,
    authorization: incoming.headers.authorization ?? null,
    body,
    files,
    bytes: raw.length,
  };
}

async function readForm(raw: Buffer, type: string) {
  const form = await new Response(new Uint8Array(raw), { headers: { "content-type": type } }).formData();
  const files: UploadedFile[] = [];
  let body = {};
  for (const [name, value] of form) {
    if (name === "payload_json") body = JSON.parse(String(value));
    const key = /^files\[(\d+)\]$/.exec(name)?.[1];
    if (key === undefined || typeof value === "string") continue;
    files.push({ key, name: value.name, type: value.type, data: Buffer.from(await value.arrayBuffer()) });
  }
  return { body, files };
}
