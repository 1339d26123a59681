import type { IncomingMessage, ServerResponse } from "node:http";
import { buffer } from "node:stream/consumers";
import { mimetypeOf } from "./methods/method.ts";
import type { FakeFile, World } from "./world.ts";

/** How downloads go instead of well. */
type DownloadMood =
  | { readonly kind: "well" }
  /** The page for signing in, under a type that may be none or a film's. */
  | { readonly kind: "html"; readonly type?: string | null }
  /** Takes the request and never answers. */
  | { readonly kind: "silent" }
  | { readonly kind: "redirect"; readonly to: string }
  | { readonly kind: "status"; readonly status: number; readonly times: number };

export interface FileHost {
  mood: DownloadMood;
  /** Uploads reach no server. */
  takesNothing: boolean;
  receive(id: string, request: IncomingMessage, response: ServerResponse): Promise<void>;
  /** `part` is what follows the file in the address. */
  send(id: string, part: string, request: IncomingMessage, response: ServerResponse): void;
}

/** The last part of an address of captions. */
export const CAPTIONS_NAME = "captions.vtt";

const SIGN_IN = "\n<!DOCTYPE html>\n<html><head><title>Sign in | Slack</title></head></html>";

export function createFileHost(world: World): FileHost {
  const host: FileHost = { mood: { kind: "well" }, takesNothing: false, receive, send };
  return host;

  async function receive(id: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (host.takesNothing) {
      request.socket.destroy();
      return;
    }
    const file = world.files.get(id);
    const data = await readUpload(request);
    if (!file || file.data) {
      end(response, 404);
      return;
    }
    if (data.byteLength !== file.length) {
      world.violations.push(
        `${file.name} was announced with ${file.length} bytes and came with ${data.byteLength}`,
      );
      end(response, 400);
      return;
    }
    file.data = data;
    response.writeHead(200, { "content-type": "text/plain" }).end(`OK - ${data.byteLength}`);
  }

  function send(id: string, part: string, { headers }: IncomingMessage, response: ServerResponse): void {
    const { mood } = host;
    const scopes = world.tokens.get(headers.authorization?.replace("Bearer ", "") ?? "");
    const file = world.files.get(id);
    if (mood.kind === "silent") return;
    if (mood.kind === "redirect") end(response, 302, { location: mood.to });
    else if (mood.kind === "html" || !scopes?.has("files:read")) {
      signIn(mood, response);
    } else if (mood.kind === "status" && mood.times > 0) {
      host.mood = { ...mood, times: mood.times - 1 };
      end(response, mood.status, { "retry-after": "2" });
    } else if (!file?.data || file.mode !== "hosted") end(response, 404);
    else sendWhole(file, file.data, part, response);
  }
}

function sendWhole({ name, captions }: FakeFile, data: Buffer, part: string, response: ServerResponse): void {
  if (part === CAPTIONS_NAME && captions) {
    response.writeHead(200, { "content-type": "text/vtt" }).end(captions.vtt);
    return;
  }
  const type = { "content-type": mimetypeOf(name), "content-length": data.byteLength };
  response.writeHead(200, type).end(data);
}

function signIn(mood: DownloadMood, response: ServerResponse): void {
  const { type = "text/html; charset=utf-8" } = mood.kind === "html" ? mood : {};
  response.writeHead(200, type === null ? {} : { "content-type": type }).end(SIGN_IN);
}

function end(response: ServerResponse, status: number, headers: Readonly<Record<string, string>> = {}): void {
  response.writeHead(status, headers).end();
}

/** The library sends a form of one part; curl would send the bytes alone. */
async function readUpload(request: IncomingMessage): Promise<Buffer> {
  const body = await buffer(request);
  const type = request.headers["content-type"] ?? "";
  if (!type.startsWith("multipart/form-data")) return body;
  const form = await new Response(new Uint8Array(body), { headers: { "content-type": type } }).formData();
  const [part] = [...form.values()];
  if (!(part instanceof Blob)) throw new TypeError("an upload must have a file in it");
  return Buffer.from(await part.arrayBuffer());
}
