import { expect, it } from "vitest";
import { discoverModel } from "../../../src/vision/discovery/discover.ts";
import { createFakeLogger } from "../../fakes/logger.ts";

const logger = createFakeLogger();

it.each([
  ["loaded", 16_384, { contextTokens: 16_384, isContextAssumed: false }],
  ["not loaded", undefined, { contextTokens: 4096, isContextAssumed: true }],
])("the context of LM Studio is that of a model that is %s", async (_, loaded, expected) => {
  const id = "qwen/qwen3-vl-4b";
  const lists: Readonly<Record<string, unknown>> = {
    "/v1/models": { object: "list", data: [{ id, object: "model", owned_by: "organization_owner" }] },
    "/api/v0/models": { data: [{ id, type: "vlm", loaded_context_length: loaded }] },
  };
  const fetch: typeof globalThis.fetch = async (url) => Response.json(lists[new URL(String(url)).pathname]);
  const found = await discoverModel({ ports: [{ server: "lm-studio", port: 1234 }], fetch, logger });
  expect(found).toMatchObject({ name: id, server: "lm-studio", ...expected });
});
