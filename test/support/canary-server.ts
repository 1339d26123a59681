import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export interface CanaryServer extends AsyncDisposable {
  readonly url: string;
  /** What was asked for; must stay empty. */
  readonly hits: readonly string[];
}

/** A server that nobody may ask for anything. */
export async function startCanaryServer(): Promise<CanaryServer> {
  const hits: string[] = [];
  const server = createServer((request, response) => {
    hits.push(request.url ?? "");
    response.end();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    hits,
    async [Symbol.asyncDispose]() {
      server.close();
      await once(server, "close");
    },
  };
}
