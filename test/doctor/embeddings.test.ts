import { expect, it } from "vitest";
import { catalogueFor } from "../../src/chat/locales/locales.ts";
import { examine } from "../../src/doctor/check.ts";
import { checkEmbeddings } from "../../src/doctor/checks/embeddings.ts";
import { connectEmbedder } from "../../src/vision/embeddings/connect.ts";
import {
  HISTOGRAM_MODEL,
  startHistogramEmbeddingServer,
} from "../fakes/embedding-server/histogram-embedding-server.ts";
import { createFakeLogger } from "../fakes/logger.ts";

const words = catalogueFor("en");
const { embeddings: said } = words.doctor;
const logger = createFakeLogger();

async function examined(check: ReturnType<typeof checkEmbeddings>): Promise<string[]> {
  const findings = await examine([check], { words, logger, signal: new AbortController().signal });
  return findings.map(({ level, say }) => `${level}: ${say(words.doctor)}`);
}

it("the doctor says of an embedding server that it can be trusted, that it cannot, that it fails, and nothing where none is set", async () => {
  await using server = await startHistogramEmbeddingServer();
  const check = checkEmbeddings((signal) =>
    connectEmbedder({ baseUrl: server.url, timeoutMs: 20_000 }, logger, signal),
  );
  expect(await examined(check)).toEqual([`fine: ${said.fine(HISTOGRAM_MODEL)}`]);
  server.misbehave("blind");
  expect(await examined(check)).toEqual([`warning: ${said.blind}`]);
  server.misbehave("status", { status: 401 });
  expect(await examined(check)).toEqual([`warning: ${said.failed}`]);
  expect(await examined(checkEmbeddings(null))).toEqual([]);
});
