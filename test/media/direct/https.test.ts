import { connect, createServer } from "node:net";
import { expect, it } from "vitest";
import { createGuard } from "../../../src/media/guard/guard.ts";
import { codeOf } from "../../support/code-of.ts";
import { fetchAll, linkFetcher } from "../../support/link-fetcher.ts";
import { listen } from "../../support/servers/loopback.ts";

const ADDRESS = "93.184.216.34";

it("names the host in the handshake although an address was dialled", async () => {
  const hello = Promise.withResolvers<string>();
  const server = createServer((socket) => {
    socket.on("error", () => undefined);
    socket.once("data", (data) => {
      hello.resolve(data.toString("latin1"));
      socket.destroy();
    });
  });
  const port = await listen(server);
  const dialled: string[] = [];
  const guard = createGuard({
    resolve: async () => [ADDRESS],
    dial: (to, at) => {
      dialled.push(`${to}:${at}`);
      return connect(port, "127.0.0.1");
    },
  });
  expect(await codeOf(fetchAll(linkFetcher(guard), "https://video.example/v.mp4"))).toBe("link-unreachable");
  expect(await hello.promise).toContain("video.example");
  expect(dialled).toEqual([`${ADDRESS}:443`]);
  server.close();
});
