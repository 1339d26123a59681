import { describe, expect, it } from "vitest";
import { createModelSource } from "../../../src/vision/discovery/model-source.ts";
import { createProvenSource } from "../../../src/vision/proof/proven-source.ts";
import { createFakeLogger } from "../../fakes/logger.ts";
import type { Brain } from "../../fakes/model-server/brain.ts";
import type { MisbehaviourKind, MisbehaviourOptions } from "../../fakes/model-server/misbehaviour.ts";
import { type ModelServerOptions, startModelServer } from "../../fakes/model-server/model-server.ts";
import { blindBrain, proofBrain } from "../../fakes/model-server/proof-brain.ts";
import { eventually } from "../../support/eventually.ts";

const never = new AbortController().signal;
const logger = createFakeLogger();

async function started(options: ModelServerOptions = {}, firstTokenSeconds = 20) {
  const server = await startModelServer(options);
  const found = createModelSource(
    {
      ...{ baseUrl: server.url, name: undefined, apiKey: undefined, contextTokens: undefined },
      ...{ maxImages: 64, firstTokenSeconds, idleSeconds: 20 },
    },
    logger,
  );
  const source = createProvenSource(found, logger);
  return { server, source, [Symbol.asyncDispose]: () => server.stop() };
}

/** Says each of these once, and then the truth. */
function saying(...replies: string[]): Brain {
  return (request) => replies.shift() ?? proofBrain(request);
}

describe("a model that tells the pictures apart and keeps to the schema", () => {
  it("is proven once, before its first use", async () => {
    await using subject = await started();
    const model = await subject.source(never);
    expect(await subject.source(never)).toBe(model);
    expect(model?.name).toBe("qwen3-vl-2b-instruct");
    expect(subject.server.proofs.map(({ frames }) => frames.map(({ colour }) => colour))).toEqual([
      ["blue", "red"],
    ]);
  });

  it("may be wrong by chance once, and is asked again with another seed", async () => {
    await using subject = await started({ proofBrain: saying("The first is red, the second is blue.") });
    expect(await subject.source(never)).not.toBeNull();
    const seeds = subject.server.proofs.map(({ body }) => (body as { seed: number }).seed);
    expect(new Set(seeds).size).toBe(2);
  });
});

describe("a model is not believed that", () => {
  it.each<[string, Brain, string]>([
    ["guesses the colors", blindBrain, "model-blind"],
    ["says in prose that both are red", () => "Both are red.", "model-blind"],
    ["tells the colors in prose", () => "Blue, then red.", "model-schema-ignored"],
    ["says nothing of colors", () => "Here are two pictures.", "model-schema-ignored"],
    [
      "leaves the enum of the schema",
      () => '{"first":"blue","second":"red","proof":"yes"}',
      "model-schema-ignored",
    ],
  ])("%s", async (_, brain, code) => {
    await using subject = await started({ proofBrain: brain });
    await expect(subject.source(never)).rejects.toMatchObject({ code });
    await expect(subject.source(never)).rejects.toMatchObject({ code });
  });

  it("is believed once its server has been mended", async () => {
    let brain: Brain = blindBrain;
    await using subject = await started({ proofBrain: (request) => brain(request) });
    await expect(subject.source(never)).rejects.toMatchObject({ code: "model-blind" });
    brain = proofBrain;
    expect(await subject.source(never)).not.toBeNull();
  });
});

describe("a proof that cannot be had now", () => {
  it.each<[MisbehaviourKind, MisbehaviourOptions?]>([
    ["500"],
    ["status", { status: 400 }],
    ["html"],
    ["empty"],
    ["reset"],
    ["truncated"],
    ["mid-stream-error"],
  ])("says nothing against the model, and is tried again: %s", async (kind, options = {}) => {
    await using subject = await started();
    await subject.server.misbehave(kind, { ...options, onProof: true });
    expect(await subject.source(never)).not.toBeNull();
    await subject.server.misbehave(null);
    const before = subject.server.proofs.length;
    await subject.source(never);
    await subject.source(never);
    expect(subject.server.proofs).toHaveLength(before + 1);
  });

  it("is given up after the time for a first word, and tried again at the next use", async () => {
    await using subject = await started({}, 1);
    await subject.server.misbehave("hang", { onProof: true });
    await expect(subject.source(never)).rejects.toMatchObject({ code: "model-timeout" });
    await subject.server.misbehave(null);
    expect(await subject.source(never)).not.toBeNull();
  });

  it("ends with the work that it is for", async () => {
    await using subject = await started();
    await subject.server.misbehave("hang", { onProof: true });
    const abort = new AbortController();
    const waiting = subject.source(abort.signal);
    await eventually(() => expect(subject.server.proofs.length).toBe(1));
    abort.abort();
    await expect(waiting).rejects.toMatchObject({ code: "cancelled" });
    expect(await subject.server.proofs[0]?.closed).toBe("aborted");
  });
});
