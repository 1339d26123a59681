import { readFileSync } from "node:fs";
import { describe, expect, it, onTestFinished } from "vitest";
import { loadConfig, secretsOf } from "../../../src/config.ts";
import { type DiscoverOptions, discoverSpeech } from "../../../src/sound/server/discover.ts";
import { createSpeechSource } from "../../../src/sound/server/speech-source.ts";
import { createFakeLogger } from "../../fakes/logger.ts";
import { type SpeechServerOptions, startSpeechServer } from "../../fakes/speech-server/speech-server.ts";
import { codeOf } from "../../support/code-of.ts";
import { freePort } from "../../support/servers/free-port.ts";
import { pieceOf } from "./start-speech.ts";

const logger = createFakeLogger();
const signal = new AbortController().signal;

async function start(options: SpeechServerOptions = {}) {
  const server = await startSpeechServer(options);
  onTestFinished(server.stop);
  return server;
}

const discover = (options: Omit<DiscoverOptions, "logger">) =>
  discoverSpeech({ ports: [], ...options, logger });
const settings = {
  isOff: false,
  servers: undefined,
  model: undefined,
  apiKey: undefined,
  baseUrl: undefined,
};

describe("without SPEECH_BASE_URL", () => {
  it("finds the first server of this machine that has a model for speech, and sends it no key", async () => {
    const seeing = await start({ models: ["Qwen/Qwen3-VL-2B-Instruct", "speaches-ai/Kokoro-82M-v1.0-ONNX"] });
    const hearing = await start({ models: ["kokoro", "nvidia/parakeet-tdt-0.6b-v3", "openai/whisper-tiny"] });
    const ports = [await freePort(), seeing.port, hearing.port];
    expect(await discover({ ports, apiKey: "secret" })).toEqual({
      baseUrl: hearing.url,
      model: "openai/whisper-tiny",
    });
    expect(seeing.hits).toEqual(["GET /v1/models"]);
    expect(await discover({ ports: [seeing.port] })).toBe(null);
  });

  it("knows whisper.cpp, which has no list, by its name, and takes no other server without one", async () => {
    const { port, url } = await start({ flavour: "whisper.cpp" });
    expect(await discover({ ports: [port] })).toEqual({ baseUrl: url, model: "whisper.cpp" });
    const fetch: typeof globalThis.fetch = async () => new Response("not found", { status: 404 });
    expect(await discover({ ports: [port], fetch })).toBe(null);
  });

  it("takes only the model that SPEECH_MODEL names", async () => {
    const { port } = await start({ models: ["whisper-1", "my-ears"] });
    expect(await discover({ ports: [port], model: "my-ears" })).toMatchObject({ model: "my-ears" });
    expect(await discover({ ports: [port], model: "other" })).toBe(null);
  });

  it("looks at the servers that are named before this machine's", async () => {
    const [named, local] = [await start(), await start()];
    expect(await discover({ servers: [named.url], ports: [local.port] })).toMatchObject({
      baseUrl: named.url,
    });
  });

  it("finds the server of the profile by the address that compose.yaml gives the bot", async () => {
    const compose = readFileSync(new URL("../../../compose.yaml", import.meta.url), "utf8");
    const SPEECH_SERVERS = /^ +SPEECH_SERVERS: (.+)$/m.exec(compose)?.[1];
    expect(loadConfig({ SPEECH_SERVERS }).sound.speech.servers).toEqual(["http://speech:8000/v1"]);
  });
});

describe("with SPEECH_BASE_URL", () => {
  it("asks that one, with the key", async () => {
    const { url, hits } = await start({
      apiKey: "right",
      models: ["gpt-4o-transcribe", "whisper-1", "gpt-5"],
    });
    expect(await discover({ baseUrl: url, apiKey: "right" })).toMatchObject({ model: "whisper-1" });
    expect(await codeOf(discover({ baseUrl: url, apiKey: "wrong" }))).toBe("speech-refused");
    expect(hits).toEqual(["GET /v1/models", "GET /v1/models"]);
  });

  it.each([
    ["the only model, whatever it is called", ["ears"], undefined, "ears"],
    ["the model that is configured, though it is not listed", ["whisper-1"], "ears", "ears"],
  ])("takes %s", async (_, models, model, expected) => {
    const { url } = await start({ models });
    expect(await discover({ baseUrl: url, model })).toMatchObject({ model: expected });
  });

  it("says where nothing there hears, and where nothing is there", async () => {
    const { url } = await start({ models: ["llama-3", "kokoro"] });
    expect(await codeOf(discover({ baseUrl: url }))).toBe("speech-missing");
    const baseUrl = `http://127.0.0.1:${await freePort()}/v1`;
    expect(await codeOf(discover({ baseUrl }))).toBe("speech-unreachable");
  });
});

describe("the source", () => {
  it("keeps the server that it found, and looks again once that fails", async () => {
    const { url, hits, misbehave } = await start();
    const source = createSpeechSource({ ...settings, baseUrl: url }, logger);
    const server = await source(signal);
    expect(await source(signal)).toBe(server);
    expect(hits).toEqual(["GET /v1/models"]);
    misbehave("status", { status: 401, times: 1 });
    expect(await codeOf(server?.hear(pieceOf(0, 1), null, signal) ?? Promise.resolve())).toBe(
      "speech-refused",
    );
    expect(await source(signal)).toBe(server);
    expect(hits.filter((hit) => hit.endsWith("models"))).toHaveLength(2);
  });

  it("looks at nothing where it is off", async () => {
    const find = () => Promise.reject(new Error("asked"));
    expect(await createSpeechSource({ ...settings, isOff: true }, logger, find)(signal)).toBe(null);
  });
});

it("reads the settings, and hides the key", () => {
  const { sound, ...config } = loadConfig({ SPEECH_BASE_URL: "off", SPEECH_API_KEY: "hidden-word" });
  expect(sound.speech).toMatchObject({ isOff: true, baseUrl: undefined, parallel: 4 });
  expect(secretsOf({ sound, ...config })).toContain("hidden-word");
  expect(() => loadConfig({ SPEECH_BASE_URL: "ftp://x" })).toThrow(/SPEECH_BASE_URL/);
  expect(() => loadConfig({ SPEECH_PARALLEL: "0" })).toThrow(/SPEECH_PARALLEL/);
});
