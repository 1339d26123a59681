import { describe, expect, it } from "vitest";
import { createClock, startServer } from "../../adapters/discord/harness.ts";
import { nodesOf, plainText } from "./markdown.ts";

type Server = Awaited<ReturnType<typeof startServer>>;

/** A request as a client with no manners would send it. */
async function send(
  { discord }: Server,
  method: string,
  path: string,
  body: object = {},
  token = discord.token,
) {
  const response = await fetch(`${discord.apiUrl}/v10${path}`, {
    method,
    headers: { authorization: `Bot ${token}`, "content-type": "application/json" },
    ...(method !== "GET" && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === "" ? null : JSON.parse(text) };
}

const many = <Made>(length: number, make: (at: number) => Made) =>
  Array.from({ length }, (_, at) => make(at));
const layout = (...components: object[]) => ({ flags: 1 << 15, components });
const display = (content: string) => ({ type: 10, content });
const container = (texts: number) => ({ type: 17, components: many(texts, () => display("x")) });
const item = (url: string) => ({ media: { url } });

const QUIET = { allowed_mentions: { parse: [] }, flags: 4 };

describe("the stand-in for Discord", () => {
  it.each([
    ["2001 characters", { content: "x".repeat(2001) }, 50_035],
    ["11 embeds", { embeds: Array.from({ length: 11 }, () => ({ title: "x" })) }, 50_035],
    [
      "6001 characters of embeds",
      { embeds: [4000, 2001].map((n) => ({ description: "x".repeat(n) })) },
      50_035,
    ],
    ["a title of 257", { embeds: [{ title: "x".repeat(257) }] }, 50_035],
    ["a picture that is no file", { embeds: [{ image: { url: "attachment://x.jpg" } }] }, 50_035],
    ["a nonce of 26", { content: "x", nonce: "x".repeat(26) }, 50_035],
    ["two buttons of one id", { content: "x", components: [row("a", "a")] }, 50_035],
    ["nothing at all", {}, 50_006],
    ["components beside words", { content: "x", ...layout({ type: 10, content: "x" }) }, 50_035],
    ["components beside embeds", { embeds: [{ title: "x" }], ...layout({ type: 10, content: "x" }) }, 50_035],
    ["a container without the flag", { content: "x", components: [container(1)] }, 50_035],
    ["41 components, those inside others counted", layout(...many(4, () => container(9)), row("a")), 50_035],
    ["4001 characters in several texts", layout(...[4000, 1].map((n) => display("x".repeat(n)))), 50_035],
    ["a gallery of none", layout({ type: 12, items: [] }), 50_035],
    ["a gallery of eleven", layout({ type: 12, items: many(11, () => item("https://a.example/b")) }), 50_035],
    [
      "a gallery's picture that is no file",
      layout({ type: 12, items: [item("attachment://x.jpg")] }),
      50_035,
    ],
    ["a file from elsewhere", layout({ type: 13, file: { url: "https://a.example/b" } }), 50_035],
    ["two buttons of one id in several rows", layout(row("a"), row("a")), 50_035],
    ["an empty text", layout(display("")), 50_035],
  ])("refuses %s with code %3$s", async (_, message, code) => {
    await using server = await startServer();
    const { status, body } = await send(server, "POST", `/channels/${server.films.id}/messages`, message);
    expect([status, body.code]).toEqual([400, code]);
    expect(server.discord.violations).toHaveLength(1);
  });

  it("makes a message of components of one of text, and never the other way", async () => {
    await using server = await startServer();
    const path = `/channels/${server.films.id}/messages`;
    const { body } = await send(server, "POST", path, { content: "x", ...QUIET });
    const change = async (message: object) =>
      (await send(server, "PATCH", `${path}/${body.id}`, message)).status;
    const components = layout(display("y"));
    expect(await change(components)).toBe(400);
    expect(await change({ ...components, content: null, embeds: null })).toBe(200);
    expect(await change({ content: "x", flags: 0 })).toBe(400);
    expect(server.discord.read(server.films)).toMatchObject([{ content: "", flags: 1 << 15 }]);
  });

  it("remembers what a bot of ours must not do: allow mentions, leave previews on", async () => {
    await using server = await startServer();
    await send(server, "POST", `/channels/${server.films.id}/messages`, { content: "x" });
    expect(server.discord.violations).toEqual(["mentions are allowed in “x”", "previews of links in “x”"]);
  });

  it.each([
    ["ViewChannel", 50_001],
    ["SendMessages", 50_013],
  ] as const)("holds to the lack of %s", async (permission, code) => {
    await using server = await startServer();
    server.discord.places.deny(server.films, [permission]);
    const { status, body } = await send(server, "POST", `/channels/${server.films.id}/messages`, {
      content: "x",
    });
    expect([status, body.code]).toEqual([403, code]);
  });

  it("gives the first message again for a nonce that it knows, for some minutes", async () => {
    const clock = createClock();
    await using server = await startServer({ now: clock.now });
    const post = async () => {
      const message = { content: "x", nonce: "n", enforce_nonce: true, ...QUIET };
      return (await send(server, "POST", `/channels/${server.films.id}/messages`, message)).body.id;
    };
    const first = await post();
    expect(await post()).toBe(first);
    clock.advance(6 * 60_000);
    expect(await post()).not.toBe(first);
  });

  it.each([
    [2000, 0, 204, undefined],
    [3001, 0, 404, 10_062],
    [0, 14 * 60_000, 200, undefined],
    [0, 15 * 60_000, 401, 50_027],
  ])(
    "takes a first answer after %d ms and a change after %d ms with %d",
    async (first, later, status, code) => {
      const clock = createClock();
      await using server = await startServer({ now: clock.now });
      const { world, people } = server.discord;
      world.commands.set("global", [{ id: "1", name: "status" }]);
      const { id, token } = people.runs(server.ada, server.films, "status");
      clock.advance(first);
      const deferred = await send(server, "POST", `/interactions/${id}/${token}/callback`, { type: 5 });
      clock.advance(later);
      const path = `/webhooks/${world.bot.id}/${token}/messages/@original`;
      const last = later === 0 ? deferred : await send(server, "PATCH", path, { content: "x", ...QUIET });
      expect([last.status, last.body?.code]).toEqual([status, code]);
    },
  );

  it("answers nothing with no content type, and tells who asks too often to wait", async () => {
    await using server = await startServer({ rateLimit: { requests: 1, window: 60_000 } });
    const path = `/channels/${server.films.id}/messages`;
    const first = await send(server, "POST", path, { content: "x", ...QUIET });
    expect(first.headers.get("x-ratelimit-remaining")).toBe("0");
    const second = await send(server, "POST", path, { content: "x", ...QUIET });
    expect(second).toMatchObject({ status: 429, body: { global: false, retry_after: expect.any(Number) } });
    const { world, people } = server.discord;
    world.commands.set("global", [{ id: "1", name: "status" }]);
    const { id, token } = people.runs(server.ada, server.films, "status");
    const deferred = await send(server, "POST", `/interactions/${id}/${token}/callback`, { type: 6 });
    expect([deferred.status, deferred.headers.get("content-type")]).toEqual([204, null]);
  });

  it("refuses requests without the bot's token", async () => {
    await using server = await startServer();
    expect((await send(server, "GET", "/applications/@me", {}, "bad")).status).toBe(401);
  });
});

function row(...ids: readonly string[]) {
  return { type: 1, components: ids.map((custom_id) => ({ type: 2, style: 2, label: "x", custom_id })) };
}

describe("its reading of markup", () => {
  it.each([
    ["https://x.example/a.", "link"],
    ["<https://x.example>", "link"],
    ["[text](https://x.example)", "link"],
    ["<@123>", "mention"],
    ["@everyone", "mention"],
    ["**bold**", "styled"],
    ["||spoiler||", "styled"],
    ["`code`", "code"],
  ])("finds in %j a %s", (text, kind) => {
    expect(nodesOf(text).map((node) => node.kind)).toContain(kind);
  });

  it("undoes escapes and takes the marks of lines away", () => {
    expect(plainText("## A \\*b\\*\n-# small\n> quote\n1\\. one")).toBe("A *b*\nsmall\nquote\n1. one");
  });
});
