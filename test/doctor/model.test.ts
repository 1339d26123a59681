import { describe, expect, it } from "vitest";
import { catalogueFor } from "../../src/chat/locales/locales.ts";
import { examine } from "../../src/doctor/check.ts";
import { checkModel } from "../../src/doctor/checks/model.ts";
import { CuepointError } from "../../src/errors.ts";
import type { ModelSource } from "../../src/vision/discovery/model-source.ts";
import type { VisionModel } from "../../src/vision/model.ts";
import { createFakeLogger } from "../fakes/logger.ts";
import type { Brain } from "../fakes/model-server/brain.ts";
import type { ModelServerOptions } from "../fakes/model-server/model-server.ts";
import { blindBrain, proofBrain } from "../fakes/model-server/proof-brain.ts";
import { startModel } from "../vision/start-model.ts";

const words = catalogueFor("en");
const { model: said } = words.doctor;
const logger = createFakeLogger();
const signal = new AbortController().signal;

async function examined(source: ModelSource): Promise<string[]> {
  const findings = await examine([checkModel(source, 20_000)], { words, logger, signal });
  return findings.map(({ level, say }) => `${level}: ${say(words.doctor)}`);
}

async function examinedServer(options: ModelServerOptions, contextTokens = 32_768): Promise<string[]> {
  await using served = await startModel(options, { contextTokens });
  return await examined(async () => served.model);
}

describe("a model that is as it should be", () => {
  it("is named with its context, keeps to the schema, sees, and has its prompt cached", async () => {
    expect(await examinedServer({})).toEqual([
      `fine: ${said.fine("qwen3-vl-2b-instruct", 32_768)}`,
      `fine: ${said.schemaKept}`,
      `fine: ${said.pictureSeen}`,
      `fine: ${said.picturesTaken(64)}`,
      `fine: ${said.cacheUsed}`,
    ]);
  });
});

describe("a model that", () => {
  it("is not there means storyboards", async () => {
    expect(await examined(async () => null)).toEqual([`warning: ${said.none}`]);
  });

  it("answers in prose is not held to the schema", async () => {
    const lines = await examinedServer({
      proofBrain: ({ frames: [first, second] }) => `First ${first?.colour}, then ${second?.colour}.`,
    });
    expect(lines).toContain(`fault: ${said.schemaIgnored}`);
    expect(lines).toContain(`fine: ${said.pictureSeen}`);
  });

  it("answers in JSON of its own making is not held to the schema", async () => {
    const lines = await examinedServer({
      proofBrain: () => '{"first":"blue","second":"red","proof":"none"}',
    });
    expect(lines).toContain(`fault: ${said.schemaIgnored}`);
  });

  it("does not see is found out", async () => {
    expect(await examinedServer({ proofBrain: blindBrain })).toContain(
      `fault: ${said.pictureMisread("blue", "red")}`,
    );
  });

  it("calls every picture blue is found out", async () => {
    const guessing: Brain = (request) => proofBrain(request).replace('"red"', '"blue"');
    expect(await examinedServer({ proofBrain: guessing })).toContain(
      `fault: ${said.pictureMisread("red", "blue")}`,
    );
  });

  it("takes fewer pictures than a video may need gets a note", async () => {
    const lines = await examinedServer({ maxImages: 8 });
    expect(lines).toContain(`warning: ${said.picturesRefused(64)}`);
    expect(lines).toContain(`fine: ${said.pictureSeen}`);
  });

  it("has a small context gets a note", async () => {
    expect(await examinedServer({}, 4096)).toContain(`warning: ${said.smallContext(4096, 16_384)}`);
  });

  it.each([
    [null, `warning: ${said.cacheSilent}`],
    [0, `warning: ${said.cacheUnused}`],
  ])("reports %s tokens from its cache gets a note", async (cachedTokens, line) => {
    const model: VisionModel = {
      name: "x",
      limits: { contextTokens: 32_768, maxImages: 8 },
      async *reply() {
        yield { type: "text", text: '{"colour":"red"}' };
        const usage = { promptTokens: 90, cachedTokens, outputTokens: 9 };
        yield { type: "end", finishReason: "stop", usage };
      },
    };
    expect(await examined(async () => model)).toContain(line);
  });

  it.each([
    ["pictures", /"image"/, () => said.pictureRefused],
    ["schemas", /"schema"/, () => said.schemaRefused],
  ])("refuses %s by an error of its own is told from one that is away", async (_, refused, sentence) => {
    const model: VisionModel = {
      name: "x",
      limits: { contextTokens: 32_768, maxImages: 8 },
      async *reply(request) {
        if (refused.test(JSON.stringify(request)))
          throw new CuepointError("model-unreachable", { status: 500 });
        yield { type: "text", text: "{}" };
        yield { type: "end", finishReason: "stop", usage: null };
      },
    };
    expect(await examined(async () => model)).toEqual([
      `fine: ${said.fine("x", 32_768)}`,
      `fault: ${sentence()}`,
    ]);
  });

  it("is down gets the sentence that every command gives", async () => {
    await using served = await startModel();
    await served.server.misbehave("refuse-connection");
    expect(await examined(async () => served.model)).toEqual([
      `fault: ${words.error("model-unreachable", {})}`,
    ]);
  });
});
