import { pino } from "pino";
import { describe, expect, it } from "vitest";
import { catalogueFor } from "../../src/chat/catalogue/catalogue.ts";
import { checkModel } from "../../src/doctor/checks/model.ts";
import { examine } from "../../src/doctor/examine.ts";
import { CuepointError } from "../../src/errors.ts";
import type { VisionModel } from "../../src/vision/model.ts";
import type { ModelSource } from "../../src/vision/model-source.ts";
import type { Brain } from "../fakes/model-server/brain.ts";
import type { ModelServerOptions } from "../fakes/model-server/model-server.ts";
import { startModel } from "../vision/start-model.ts";

const words = catalogueFor("en");
const { model: said } = words.doctor;
const logger = pino({ enabled: false });
const signal = new AbortController().signal;

/** Looks at the picture, and keeps to the schema as a grammar would make it. */
const honest: Brain = ({ frames, schema }) => {
  const properties = (schema?.schema.properties ?? {}) as { proof?: { enum?: string[] } };
  return JSON.stringify({ colour: frames[0]?.colour, proof: properties.proof?.enum?.[0] });
};

async function examined(source: ModelSource): Promise<string[]> {
  const findings = await examine([checkModel(source, 20_000)], { words, logger, signal });
  return findings.map(({ level, say }) => `${level}: ${say(words.doctor)}`);
}

async function examinedServer(options: ModelServerOptions, contextTokens = 32_768): Promise<string[]> {
  await using served = await startModel({ brain: honest, ...options }, { contextTokens });
  return await examined(async () => served.model);
}

describe("a model that is as it should be", () => {
  it("is named with its context, keeps to the schema, sees, and has its prompt cached", async () => {
    expect(await examinedServer({})).toEqual([
      `fine: ${said.fine("qwen3-vl-2b-instruct", 32_768)}`,
      `fine: ${said.schemaKept}`,
      `fine: ${said.pictureSeen}`,
      `fine: ${said.cacheUsed}`,
    ]);
  });
});

describe("a model that", () => {
  it("is not there means storyboards", async () => {
    expect(await examined(async () => null)).toEqual([`warning: ${said.none}`]);
  });

  it("answers in prose is not held to the schema", async () => {
    const lines = await examinedServer({ brain: ({ frames }) => `The picture is ${frames[0]?.colour}.` });
    expect(lines).toContain(`fault: ${said.schemaIgnored}`);
    expect(lines).toContain(`fine: ${said.pictureSeen}`);
  });

  it("answers in JSON of its own making is not held to the schema", async () => {
    const lines = await examinedServer({ brain: () => '{"colour":"red","proof":"none"}' });
    expect(lines).toContain(`fault: ${said.schemaIgnored}`);
  });

  it("does not see is found out", async () => {
    const blind: Brain = (request) => honest({ ...request, frames: [] }).replace("{", '{"colour":"blue",');
    expect(await examinedServer({ brain: blind })).toContain(`fault: ${said.pictureMisread("red", "blue")}`);
  });

  it("calls every picture red is found out", async () => {
    const guessing: Brain = (request) => honest(request).replace('"blue"', '"red"');
    expect(await examinedServer({ brain: guessing })).toContain(
      `fault: ${said.pictureMisread("blue", "red")}`,
    );
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
    await using served = await startModel({ brain: honest });
    await served.server.misbehave("refuse-connection");
    expect(await examined(async () => served.model)).toEqual([
      `fault: ${words.error("model-unreachable", {})}`,
    ]);
  });
});
