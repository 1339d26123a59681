import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { codeOf } from "../../support/code-of.ts";
import { type FakeInternet, startInternet } from "../../support/fake-internet.ts";
import { fakeMp4, fetchAll, linkFetcher } from "../../support/link-fetcher.ts";
import { FORBIDDEN_LINKS } from "./spellings.ts";

const PUBLIC = "93.184.216.34";
const OTHER = "151.101.1.69";
const PUBLIC_V6 = "2606:2800:220:1:248:1893:25c8:1946";

let net: FakeInternet;

beforeAll(async () => {
  net = await startInternet({ ports: [8080] });
  net.site(PUBLIC, ["video.example"], (request, response) => {
    const to = new URL(request.url ?? "", "http://video.example").searchParams.get("to");
    if (to !== null) response.writeHead(302, { location: to, "set-cookie": "session=1" }).end();
    else response.end(fakeMp4(5_000));
  });
});
afterEach(() => {
  expect(net.canaryHits()).toBe(0);
});
afterAll(() => net[Symbol.asyncDispose]());

const open = (link: string) => codeOf(fetchAll(linkFetcher(net.guard), link));
const redirect = (to: string) => `http://video.example/?to=${encodeURIComponent(to)}`;

describe("a link to what is not public", () => {
  it("is covered by at least 60 spellings", () => {
    expect(new Set(FORBIDDEN_LINKS).size).toBeGreaterThanOrEqual(60);
  });

  it.each(FORBIDDEN_LINKS)("%j is refused before anything is dialled", async (link) => {
    const before = net.dialled.length;
    expect(await open(link)).toBe("link-unreachable");
    expect(net.dialled.length).toBe(before);
  });

  // "http:host" is a path of the same site in a redirect; what no header can hold is left out too.
  it.each(FORBIDDEN_LINKS.filter((link) => /^\w+:\/\/[!-~]*$/.test(link)))(
    "%j is refused as a redirect's goal",
    async (link) => {
      const before = net.dialled.length;
      expect(await open(redirect(link))).toBe("link-unreachable");
      expect(new Set(net.dialled.slice(before))).toEqual(
        new Set([`${PUBLIC}:80`].slice(0, net.dialled.length - before)),
      );
    },
  );
});

describe("a link to a public host", () => {
  it.each([
    ["http://video.example/v.mp4", `${PUBLIC}:80`],
    ["http://VIDEO.example./v.mp4", `${PUBLIC}:80`],
    ["http://video.example:8080/v.mp4", `${PUBLIC}:8080`],
    [`http://${PUBLIC}/v.mp4`, `${PUBLIC}:80`],
    ["http://0x5db8d822/v.mp4", `${PUBLIC}:80`],
  ])("%s is opened at the address that was checked", async (link, place) => {
    expect(await open(link)).toBe("none");
    expect(net.dialled.at(-1)).toBe(place);
  });

  it("may have an IPv6 address", async () => {
    net.site(PUBLIC_V6, ["six.example"], (_, response) => response.end(fakeMp4(2_000)));
    expect(await open("http://six.example/v.mp4")).toBe("none");
    expect(await open(`http://[${PUBLIC_V6}]/v.mp4`)).toBe("none");
    expect(net.dialled.slice(-2)).toEqual([`${PUBLIC_V6}:80`, `${PUBLIC_V6}:80`]);
  });

  it("ignores a proxy that the environment names", async () => {
    const proxy = `http://127.0.0.1:${net.canary.port}`;
    const before = { ...process.env };
    Object.assign(process.env, {
      HTTP_PROXY: proxy,
      http_proxy: proxy,
      ALL_PROXY: proxy,
      NODE_USE_ENV_PROXY: "1",
    });
    try {
      expect(await open("http://video.example/v.mp4")).toBe("none");
    } finally {
      process.env = before;
    }
  });
});

describe("a name", () => {
  it.each([
    ["one private record among public ones", [PUBLIC, "10.0.0.1"]],
    ["a private record first", ["127.0.0.1", PUBLIC]],
    ["a public IPv4 and a private IPv6 record", [PUBLIC, "fd00::1"]],
    ["an IPv4-mapped record", ["::ffff:127.0.0.1"]],
    ["an IPv4-compatible record", ["::7f00:1"]],
    ["a record with a zone", ["fe80::1%eth0"]],
    ["a record that is no address", ["video.example"]],
    ["an odd spelling as its record", ["0x7f.1"]],
    ["no record at all", []],
  ])("with %s is refused", async (_, records) => {
    net.name("mixed.example", records);
    const before = net.dialled.length;
    expect(await open("http://mixed.example/v.mp4")).toBe("link-unreachable");
    expect(net.dialled.length).toBe(before);
  });

  it("that answers otherwise the second time is dialled where the first answer was", async () => {
    net.name("rebind.example", [PUBLIC], ["127.0.0.1"]);
    expect(await open("http://rebind.example/v.mp4")).toBe("none");
    expect(net.resolved.filter((name) => name === "rebind.example")).toHaveLength(1);
    expect(await open("http://rebind.example/v.mp4")).toBe("link-unreachable");
  });

  it("that is rebound between two hops is refused at the second", async () => {
    net.site(OTHER, ["hop.example"], (_, response) => {
      response.writeHead(302, { location: "http://rebound.example/v.mp4", connection: "close" }).end();
    });
    net.name("rebound.example", [OTHER], ["127.0.0.1"]);
    expect(await open("http://rebound.example/first.mp4")).toBe("link-unreachable");
  });

  it("that does not exist reads the same as one that is refused", async () => {
    expect(await open("http://missing.example/v.mp4")).toBe("link-unreachable");
  });
});

describe("redirects", () => {
  const chain = (hops: number) => {
    net.site(OTHER, ["chain.example"], (request, response) => {
      const left = Number(new URL(request.url ?? "", "http://x").searchParams.get("left"));
      if (left > 0) response.writeHead(307, { location: `/v.mp4?left=${left - 1}` }).end();
      else response.end(fakeMp4(2_000));
    });
    return `http://chain.example/v.mp4?left=${hops}`;
  };

  it("are followed five times and no sixth", async () => {
    expect(await open(chain(5))).toBe("none");
    expect(await open(chain(6))).toBe("link-unreachable");
  });

  it("carry the same few headers to another host and nothing it was told", async () => {
    const seen: string[][] = [];
    net.site(OTHER, ["echo.example"], (request, response) => {
      seen.push(Object.keys(request.headers).sort());
      response.end(fakeMp4(2_000));
    });
    expect(await open(redirect("http://echo.example/v.mp4"))).toBe("none");
    expect(seen).toEqual([["accept", "accept-encoding", "connection", "host", "user-agent"]]);
  });

  it.each(["http://", "http://[", "not a link at all\\", "?"])("to %j end the attempt", async (location) => {
    net.site(OTHER, ["odd.example"], (_, response) => response.writeHead(302, { location }).end());
    expect(await open("http://odd.example/v.mp4")).toBe("link-unreachable");
  });
});
