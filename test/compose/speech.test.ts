import { expect, it } from "vitest";
import { speechServer } from "../../src/compose/speech.ts";
import { loadConfig } from "../../src/config.ts";
import { createFakeLogger } from "../fakes/logger.ts";
import { startSpeechServer } from "../fakes/speech-server/speech-server.ts";
import { soundTools } from "../support/sound-file.ts";
import { temporaryStore } from "../support/temporary-store.ts";

const never = new AbortController().signal;

it("says whether sound is worth fetching: where a server is configured or found, unless it is turned off", async () => {
  const found = await startSpeechServer();
  const { heard } = await temporaryStore(Date.now);
  const isThere = (env: Record<string, string>) => {
    const parts = { tools: async () => soundTools, heard, logger: createFakeLogger() };
    return speechServer(loadConfig(env), parts).isThere(never);
  };
  expect(await isThere({ SPEECH_BASE_URL: "off", SPEECH_SERVERS: found.url })).toBe(false);
  expect(await isThere({ SPEECH_SERVERS: found.url })).toBe(true);
  // It is away just now, and may be back when the video is here.
  expect(await isThere({ SPEECH_BASE_URL: "http://127.0.0.1:9/v1" })).toBe(true);
  await found.stop();
});
