import { expect, it } from "vitest";
import { collectReply } from "../../../src/vision/model.ts";
import { startModel } from "../start-model.ts";

const never = new AbortController().signal;
const request = {
  messages: [{ role: "user" as const, content: "What is red?" }],
  maxOutputTokens: 100,
  cacheKey: "key",
};
const SAMPLING = ["temperature", "top_p", "top_k", "repetition_penalty", "presence_penalty"];

it.each(["gemma3:4b", "Qwen/Qwen3.5-2B", "OpenGVLab/InternVL3_5-2B"])(
  "%s samples as its server says, not as Qwen3-VL does",
  async (name) => {
    await using served = await startModel({ models: [name] }, { name });
    await collectReply(served.model, request, never);
    const body = served.server.requests[0]?.body as object;
    expect(Object.keys(body).filter((key) => SAMPLING.includes(key))).toEqual([]);
  },
);

it("asks a model that could think first not to", async () => {
  await using served = await startModel();
  await collectReply(served.model, request, never);
  expect(served.server.requests[0]?.body).toMatchObject({ chat_template_kwargs: { enable_thinking: false } });
});

it.each([
  [400, "chat_template is not supported for Mistral tokenizers."],
  [400, "Unrecognized request argument supplied: chat_template_kwargs"],
  [422, "body.chat_template_kwargs: Extra inputs are not permitted"],
])("leaves that out from then on where the server refuses it (%i %s)", async (status, message) => {
  await using served = await startModel();
  const body = { error: { message, type: "BadRequestError", code: status } };
  await served.server.misbehave("status", { status, body, times: 1 });
  const { finishReason } = await collectReply(served.model, request, never);
  await collectReply(served.model, request, never);
  const bodies = served.server.requests.map(({ body }) => Object.keys(body as object));
  expect(finishReason).toBe("stop");
  expect(bodies.map((keys) => keys.includes("chat_template_kwargs"))).toEqual([true, false, false]);
});

it("takes no other refusal for one of these, and asks once", async () => {
  await using served = await startModel();
  const body = { error: { message: "no", type: "BadRequestError", code: 400 } };
  await served.server.misbehave("status", { status: 400, body });
  await expect(collectReply(served.model, request, never)).rejects.toMatchObject({ code: "model-refused" });
  expect(served.server.requests).toHaveLength(1);
});
