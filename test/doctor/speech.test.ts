import { describe, expect, it } from "vitest";
import { catalogueFor } from "../../src/chat/locales/locales.ts";
import { examine } from "../../src/doctor/check.ts";
import { checkSpeech, spokenSample } from "../../src/doctor/checks/speech.ts";
import type { SpeechSource } from "../../src/sound/server/speech-source.ts";
import { createFakeLogger } from "../fakes/logger.ts";
import type { SpeechServerOptions } from "../fakes/speech-server/speech-server.ts";
import { markedWav, readWav } from "../fakes/speech-server/wav.ts";
import { startSpeech } from "../sound/server/start-speech.ts";

const words = catalogueFor("en");
const { speech: said } = words.doctor;
const signal = new AbortController().signal;
/** What the double understands. */
const marked = async () => ({ wav: markedWav(0, 1), seconds: 1, says: "mark 0", word: /mark 0/ });

async function examined(source: SpeechSource | null, sample = marked): Promise<string[]> {
  const logger = createFakeLogger();
  const findings = await examine([checkSpeech(source, sample)], { words, logger, signal });
  return findings.map(({ level, say }) => `${level}: ${say(words.doctor)}`);
}

async function examinedServer(options: SpeechServerOptions, model = "whisper-1"): Promise<string[]> {
  await using served = await startSpeech(options, { model });
  return await examined(async () => served.client);
}

describe("the doctor says of a speech server", () => {
  it("that it gives times", async () => {
    expect(await examinedServer({})).toEqual([`fine: ${said.forms.lines("whisper-1")}`]);
  });

  it("that it gives text alone", async () => {
    expect(await examinedServer({ flavour: "llama.cpp" })).toEqual([
      `warning: ${said.forms.text("whisper-1")}`,
    ]);
  });

  it("that it tells speakers apart", async () => {
    const lines = await examinedServer({ flavour: "openai-diarize" }, "gpt-4o-transcribe-diarize");
    expect(lines).toEqual([`fine: ${said.forms.speakers("gpt-4o-transcribe-diarize")}`]);
  });

  it("that it hears nothing in the sample, or something else", async () => {
    await using served = await startSpeech();
    const source = async () => served.client;
    expect(await examined(source, async () => ({ ...(await marked()), wav: markedWav(0, 1, []) }))).toEqual([
      `fine: ${said.forms.lines("whisper-1")}`,
      `warning: ${said.misheard("mark 0", "")}`,
    ]);
    expect(await examined(source, async () => ({ ...(await marked()), wav: markedWav(8, 9) }))).toContain(
      `warning: ${said.misheard("mark 0", "mark 8")}`,
    );
  });

  it("that none is there, that it is off, and that it refuses", async () => {
    expect(await examined(async () => null)).toEqual([`warning: ${said.none}`]);
    expect(await examined(null)).toEqual([`fine: ${said.off}`]);
    await using served = await startSpeech({ apiKey: "right" }, { apiKey: "wrong" });
    expect(await examined(async () => served.client)).toEqual([
      `fault: ${words.error("speech-refused", {})}`,
    ]);
  });
});

it("ships a sample that speech servers can read", async () => {
  const { wav, seconds } = await spokenSample();
  const { rate, samples } = readWav(wav);
  expect(rate).toBe(16_000);
  expect(samples.length / rate).toBeCloseTo(seconds, 1);
  expect(Math.max(...samples)).toBeGreaterThan(0.1);
});
