import { afterAll, beforeAll } from "vitest";
import { type FakeInternet, type Handler, startInternet } from "../../support/fake-internet.ts";

const ADDRESS = "93.184.216.34";
export const LINK = "http://video.example/talk.mp4?key=hidden";

/** An internet with one site, that of the link, for the tests of a file. */
export function videoSite() {
  let net: FakeInternet;
  beforeAll(async () => {
    net = await startInternet();
  });
  afterAll(() => net[Symbol.asyncDispose]());
  return {
    get net() {
      return net;
    },
    serve: (handler: Handler) => net.site(ADDRESS, ["video.example"], handler),
  };
}
