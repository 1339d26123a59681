import { afterEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { type Painting, paintJpeg } from "../../support/painted-jpeg.ts";
import { summarySchema } from "../../vision/requests.ts";
import type { MisbehaviourKind } from "./misbehaviour.ts";
import { type ModelServer, type ModelServerOptions, startModelServer } from "./model-server.ts";

const servers: ModelServer[] = [];

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.stop()));
});

async function start(options: ModelServerOptions = {}): Promise<ModelServer> {
  const server = await startModelServer(options);
  servers.push(server);
  return server;
}

async function content(paintings: readonly Painting[]) {
  const frames = paintings.map(async (painting, i) => {
    const jpeg = await paintJpeg(painting);
    return [
      { type: "text", text: `<${i}.0 seconds>` },
      { type: "image_url", image_url: { url: `data:image/jpeg;base64,${jpeg.toString("base64")}` } },
    ];
  });
  return [...(await Promise.all(frames)).flat(), { type: "text", text: "What happens?" }];
}

function post(server: ModelServer, body: unknown): Promise<Response> {
  return fetch(`${server.url}/chat/completions`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
}

async function askSummary(server: ModelServer, paintings: readonly Painting[], maxItems?: number) {
  const response = await post(server, {
    model: "m",
    stream: true,
    stream_options: { include_usage: true },
    messages: [{ role: "user", content: await content(paintings) }],
    response_format: { type: "json_schema", json_schema: summarySchema(paintings.length, maxItems) },
  });
  return readEvents(await response.text());
}

const event = z.looseObject({
  choices: z.array(
    z.object({
      finish_reason: z.string().nullable(),
      delta: z.object({ role: z.string().optional(), content: z.string().nullish() }),
    }),
  ),
  usage: z
    .object({
      prompt_tokens: z.number(),
      prompt_tokens_details: z.object({ cached_tokens: z.number() }),
    })
    .optional(),
});

function readEvents(body: string) {
  const lines = body.split("\n\n").filter((line) => line !== "");
  const events = lines.slice(0, -1).map((line) => event.parse(JSON.parse(line.replace("data: ", ""))));
  const text = events.map(({ choices }) => choices[0]?.delta.content ?? "").join("");
  return { last: lines.at(-1), events, text };
}

const summary = z.object({
  title: z.string(),
  overview: z.string(),
  segments: z.array(
    z.object({
      start: z.string(),
      end: z.string(),
      key: z.string(),
      theme: z.string(),
      description: z.string(),
      significance: z.string(),
    }),
  ),
});

const red = { colour: "red" } as const;
const blue = { colour: "blue" } as const;
const grey = { colour: "grey" } as const;

describe("the model double's eyes", () => {
  it("makes a segment of each run of equal colour, its middle frame the key", async () => {
    const { text } = await askSummary(await start(), [red, red, red, blue, blue, grey]);
    const { segments } = summary.parse(JSON.parse(text));
    expect(segments.map(({ start, end, key, theme }) => [start, end, key, theme])).toEqual([
      ["0.0", "2.0", "1.0", "Red"],
      ["3.0", "4.0", "3.0", "Blue"],
      ["5.0", "5.0", "5.0", "Grey"],
    ]);
  });

  it("reads the numbers burnt into both edges", async () => {
    const server = await start();
    const { text } = await askSummary(server, [
      { ...red, code: 250 },
      { ...blue, code: 251, mark: 4711 },
    ]);
    expect(
      server.requests[0]?.frames.map(({ label, colour, code, mark }) => ({ label, colour, code, mark })),
    ).toEqual([
      { label: "0.0", colour: "red", code: 250, mark: null },
      { label: "1.0", colour: "blue", code: 251, mark: 4711 },
    ]);
    const { segments } = summary.parse(JSON.parse(text));
    expect(segments.map(({ description }) => description.includes("4711"))).toEqual([false, true]);
  });

  it("merges the shortest runs when fewer segments are allowed", async () => {
    const { text } = await askSummary(await start(), [red, red, red, blue, grey, grey], 2);
    const { segments } = summary.parse(JSON.parse(text));
    expect(segments.map(({ start, end, theme }) => [start, end, theme])).toEqual([
      ["0.0", "2.0", "Red"],
      ["3.0", "5.0", "Blue, then grey"],
    ]);
  });

  it("turns down what is no JPEG", async () => {
    const url = `data:image/jpeg;base64,${Buffer.from("nonsense").toString("base64")}`;
    const messages = [{ role: "user", content: [{ type: "image_url", image_url: { url } }] }];
    const response = await post(await start(), { model: "m", stream: true, messages });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: { message: "Failed to load image or audio file" } });
  });

  it("answers with another brain where one is given", async () => {
    const server = await start({ brain: ({ question }) => `You asked: ${question}` });
    const messages = [{ role: "user", content: "Who is it?" }];
    const response = await post(server, { model: "m", stream: true, messages });
    expect(readEvents(await response.text()).text).toBe("You asked: Who is it?");
  });
});

describe("the model double's protocol", () => {
  it("streams role, text, finish, usage without choices, and the end mark", async () => {
    const { events, last } = await askSummary(await start(), [red]);
    expect(events[0]?.choices[0]).toMatchObject({ delta: { role: "assistant", content: null } });
    expect(events.at(-2)?.choices[0]).toMatchObject({ finish_reason: "stop", delta: {} });
    expect(events.at(-1)).toMatchObject({
      choices: [],
      usage: { prompt_tokens_details: { cached_tokens: 0 } },
    });
    expect(last).toBe("data: [DONE]");
  });

  it("counts a picture by the formula, and knows the prefix of what it has read before", async () => {
    const server = await start();
    const first = (await askSummary(server, [red, blue])).events.at(-1)?.usage;
    const same = (await askSummary(server, [red, blue])).events.at(-1)?.usage;
    const changed = (await askSummary(server, [red, grey])).events.at(-1)?.usage;
    expect(first?.prompt_tokens).toBeGreaterThan(2 * (112 + 2));
    expect(same?.prompt_tokens_details.cached_tokens).toBe((first?.prompt_tokens ?? 0) - 1);
    expect(changed?.prompt_tokens_details.cached_tokens).toBeGreaterThan(112);
    expect(changed?.prompt_tokens_details.cached_tokens).toBeLessThan(2 * 112);
  });

  it("cuts a reply at the most tokens asked for", async () => {
    const messages = [{ role: "user", content: "Hello" }];
    const response = await post(await start(), { model: "m", stream: true, messages, max_tokens: 2 });
    const { events, text } = readEvents(await response.text());
    expect(text).toBe("I see 0 ");
    expect(events.at(-1)?.choices[0]?.finish_reason).toBe("length");
  });

  it("is healthy without a key, and asks for it elsewhere", async () => {
    const server = await start({ apiKey: "secret" });
    expect((await fetch(new URL("/health", server.url))).status).toBe(200);
    const models = await fetch(`${server.url}/models`);
    expect(models.status).toBe(401);
    expect(await models.json()).toMatchObject({ error: { type: "authentication_error" } });
  });

  it("is unavailable while it loads", async () => {
    const server = await start();
    await server.misbehave("loading");
    const health = await fetch(new URL("/health", server.url));
    expect(health.status).toBe(503);
    expect(await health.json()).toMatchObject({ error: { message: "Loading model" } });
  });
});

describe("the model double's bad days", () => {
  async function spoiltSegments(kind: MisbehaviourKind) {
    const server = await start();
    await server.misbehave(kind);
    return summary.parse(JSON.parse((await askSummary(server, [red, blue, grey])).text)).segments;
  }

  it("names labels that were never sent", async () => {
    const labels = (await spoiltSegments("unknown-labels")).flatMap(({ start, end, key }) => [
      start,
      end,
      key,
    ]);
    expect(["0.0", "1.0", "2.0"].some((label) => labels.includes(label))).toBe(false);
  });

  it("lets every segment overlap the others", async () => {
    const segments = await spoiltSegments("overlap");
    expect(segments.map(({ start, end }) => [start, end])).toEqual(Array(3).fill(["0.0", "2.0"]));
  });

  it("says the same sentence over and over", async () => {
    const said = (await spoiltSegments("loop")).flatMap(({ theme, description }) => [theme, description]);
    expect(new Set(said).size).toBe(1);
    expect(said).toHaveLength(6);
  });

  it("puts JSON in a fence", async () => {
    const server = await start();
    await server.misbehave("fenced");
    expect((await askSummary(server, [red])).text).toMatch(/^```json\n\{.*\}\n```$/);
  });

  it("misbehaves as often as told, then answers again", async () => {
    const server = await start();
    await server.misbehave("prose", { times: 1 });
    expect((await askSummary(server, [red])).text).toMatch(/^Sure!/);
    expect((await askSummary(server, [red])).text).toMatch(/^\{/);
  });

  it("turns down more pictures than its limit", async () => {
    const server = await start();
    await server.misbehave("too-many-images", { limit: 1 });
    expect((await askSummary(server, [red])).text).toMatch(/^\{/);
    const messages = [{ role: "user", content: await content([red, blue]) }];
    const response = await post(server, { model: "m", stream: true, messages });
    expect(await response.text()).toContain("At most 1 image(s) may be provided");
  });

  it("refuses connections, then listens again on the same port", async () => {
    const server = await start();
    await server.misbehave("refuse-connection");
    await expect(fetch(`${server.url}/models`)).rejects.toThrow();
    await server.misbehave(null);
    expect((await fetch(`${server.url}/models`)).status).toBe(200);
  });
});
