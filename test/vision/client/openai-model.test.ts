import { describe, expect, it, vi } from "vitest";
import { collectReply } from "../../../src/vision/model.ts";
import { describeVisionModel } from "../../contracts/vision-model.ts";
import { framesAndQuestion, summaryRequest, textRequest } from "../requests.ts";
import { startModel } from "../start-model.ts";

const never = new AbortController().signal;

describeVisionModel("the OpenAI client", async (condition) => {
  const served = await startModel();
  if (condition === "stalling") await served.server.misbehave("hang");
  if (condition === "unreachable") await served.server.misbehave("refuse-connection");
  return {
    model: served.model,
    taken: () => served.server.request(0),
    ended: async () => (await served.server.request(0)).closed,
    [Symbol.asyncDispose]: () => served[Symbol.asyncDispose](),
  };
});

describe("what the OpenAI model sends", () => {
  it("keeps texts and pictures as separate parts in their order, the bytes unchanged", async () => {
    await using served = await startModel();
    const content = await framesAndQuestion([{ colour: "red" }, { colour: "teal" }], "And now?");
    await collectReply(served.model, { ...textRequest, messages: [{ role: "user", content }] }, never);
    const expected = content.map((part) =>
      part.type === "text"
        ? part
        : { type: "image_url", image_url: { url: `data:image/jpeg;base64,${part.jpeg.toString("base64")}` } },
    );
    expect(served.server.requests[0]?.body).toMatchObject({
      messages: [{ role: "user", content: expected }],
    });
    expect(served.server.requests[0]?.frames.map(({ label, colour }) => [label, colour])).toEqual([
      ["0.0", "red"],
      ["1.0", "teal"],
    ]);
  });

  it("streams with usage and the sampling recommended for the Instruct model", async () => {
    await using served = await startModel();
    await collectReply(served.model, textRequest, never);
    expect(served.server.requests[0]?.body).toMatchObject({
      model: "qwen3-vl-2b-instruct",
      stream: true,
      stream_options: { include_usage: true },
      max_tokens: 500,
      temperature: 0.7,
      top_p: 0.8,
      top_k: 20,
      repetition_penalty: 1,
      presence_penalty: 1.5,
      seed: 3407,
    });
  });

  it("asks for the schema strictly, with a lower presence penalty", async () => {
    await using served = await startModel();
    const request = await summaryRequest([{ colour: "green" }]);
    await collectReply(served.model, { ...request, seed: 7 }, never);
    expect(served.server.requests[0]?.body).toMatchObject({
      seed: 7,
      presence_penalty: 0.5,
      response_format: {
        type: "json_schema",
        json_schema: { name: "summary", schema: request.schema?.schema, strict: true },
      },
    });
  });

  it("names the video to routers, in headers and body", async () => {
    await using served = await startModel();
    await collectReply(served.model, textRequest, never);
    const [request] = served.server.requests;
    expect(request?.headers).toMatchObject({ "x-session-id": "5f2c", "x-smg-routing-key": "5f2c" });
    expect(request?.body).toMatchObject({ user: "5f2c" });
  });

  it("sends the key as a bearer token, and no authorization without one", async () => {
    await using guarded = await startModel({ apiKey: "k-1" }, { apiKey: "k-1" });
    await collectReply(guarded.model, textRequest, never);
    expect(guarded.server.requests[0]?.headers.authorization).toBe("Bearer k-1");
    await using open = await startModel();
    await collectReply(open.model, textRequest, never);
    expect(open.server.requests[0]?.headers).not.toHaveProperty("authorization");
  });

  it("takes no key and no account from the environment", async () => {
    for (const name of ["OPENAI_API_KEY", "OPENAI_ORG_ID", "OPENAI_PROJECT_ID", "OPENAI_ADMIN_KEY"]) {
      vi.stubEnv(name, "canary-of-another");
    }
    vi.stubEnv("OPENAI_BASE_URL", "http://elsewhere.invalid/v1");
    await using served = await startModel();
    vi.unstubAllEnvs();
    await collectReply(served.model, textRequest, never);
    expect(JSON.stringify(served.server.requests[0]?.headers)).not.toContain("canary");
  });

  it("reports the tokens that the server took from its cache when a question follows", async () => {
    await using served = await startModel();
    const frames = (await framesAndQuestion([{ colour: "red" }, { colour: "blue" }], "")).slice(0, -1);
    const ask = (question: string) =>
      collectReply(
        served.model,
        {
          ...textRequest,
          messages: [{ role: "user", content: [...frames, { type: "text", text: question }] }],
        },
        never,
      );
    const first = await ask("What happens?");
    const second = await ask("Which colour is last?");
    expect(first.usage?.cachedTokens).toBe(0);
    expect(second.usage?.cachedTokens).toBeGreaterThan(2 * 112);
    expect(second.usage?.cachedTokens).toBeLessThan(second.usage?.promptTokens ?? 0);
  });

  it("closes the connection when the reader leaves early", async () => {
    await using served = await startModel();
    await served.server.misbehave("slow");
    served.server.release(2);
    for await (const chunk of served.model.reply(textRequest, never)) {
      if (chunk.type === "text") break;
    }
    expect(await served.server.requests[0]?.closed).toBe("aborted");
  });

  it("hands on each piece as it comes", async () => {
    await using served = await startModel();
    await served.server.misbehave("slow");
    const reply = served.model.reply(textRequest, never)[Symbol.asyncIterator]();
    const first = reply.next();
    served.server.release(1);
    expect(await first).toMatchObject({ value: { type: "text", text: "I se" } });
    served.server.release();
    expect(await reply.next()).toMatchObject({ value: { type: "text", text: "e 0 " } });
    await reply.return?.();
  });
});
