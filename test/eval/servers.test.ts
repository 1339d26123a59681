import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { resultsOf, runFile } from "../../eval/run/result.ts";
import { paintedCase } from "../../eval/sets/painted.ts";
import { startHistogramEmbeddingServer } from "../fakes/embedding-server/histogram-embedding-server.ts";
import { type ModelServer, startModelServer } from "../fakes/model-server/model-server.ts";
import { forPrograms } from "../support/run-cuepoint.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const EVAL = fileURLToPath(new URL("../../eval/run.ts", import.meta.url));
const [set, out] = [temporaryFolder(), temporaryFolder()];
const FILMS = [1, 2, 3];

beforeAll(async () => {
  for (const film of FILMS) {
    const truth = await paintedCase(set, film, 3);
    writeFileSync(join(set, `${truth.id}.case.json`), JSON.stringify(truth));
  }
});

async function evaluate(
  server: Pick<ModelServer, "url">,
  env: Record<string, string> = {},
  sampler = "mixed",
) {
  const args = ["--models", server.url, "--set", set, "--samplers", sampler, "--out", out, "--yes"];
  const child = spawn(process.execPath, [EVAL, ...args], { cwd: out, env: { ...forPrograms(), ...env } });
  let text = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (piece: string) => {
      text += piece;
    });
  }
  const [code] = await once(child, "close");
  return { code, text };
}

describe("a model on a server", () => {
  it("is measured as the program asks it, and the key of another server is not sent to it", async () => {
    const server = await startModelServer({ slots: 2 });
    const key = { MODEL_BASE_URL: "http://127.0.0.1:9/v1", MODEL_API_KEY: "key-of-another" };
    const { code, text } = await evaluate(server, key);
    expect(code, text).toBe(0);
    const run = runFile.parse(JSON.parse(readFileSync(join(out, "run.json"), "utf8")));
    expect(run.isDoubles).toBe(false);
    expect(text).not.toContain("Only doubles");
    const [result] = resultsOf(run);
    // It looks at the pictures and names their colors.
    expect(result?.figures.eventsFound).toMatchObject({ value: 1, counted: 9 });
    expect(result?.variant).toMatchObject({ model: "qwen3-vl-2b-instruct", server: "llama.cpp" });
    expect(result?.figures.tokensAMinute?.value).toBeGreaterThan(1_000);
    expect(JSON.stringify(server.requests.map(({ headers }) => headers))).not.toContain("key-of-another");
    await server.stop();
  });

  it("that another server has too is measured beside it, or apart from it", async () => {
    const [llama, vllm] = [await startModelServer(), await startModelServer({ flavour: "vllm" })];
    const { code, text } = await evaluate({ url: `${llama.url},${vllm.url}` });
    expect(code, text).toBe(0);
    const run = runFile.parse(JSON.parse(readFileSync(join(out, "run.json"), "utf8")));
    expect(resultsOf(run).map(({ name }) => name.replace(/.* · /, ""))).toEqual(["llama.cpp", "vllm"]);
    const twin = await startModelServer();
    const refused = await evaluate({ url: `${llama.url},${twin.url}` });
    expect(refused.code).toBe(2);
    expect(refused.text).toMatch(/Two servers call their model qwen3-vl-2b-instruct \(llama\.cpp\)/);
    await Promise.all([llama, vllm, twin].map((server) => server.stop()));
  });

  it("whose context is too small for a look has its name in the outcome", async () => {
    const server = await startModelServer({ contextTokens: 1_500 });
    const { code, text } = await evaluate(server);
    expect(code, text).toBe(0);
    const { outcomes } = runFile.parse(JSON.parse(readFileSync(join(out, "run.json"), "utf8")));
    const { model, server: program } = outcomes[0]?.variant ?? {};
    expect({ model, program, summary: outcomes[0]?.summary, failure: outcomes[0]?.failure }).toEqual({
      ...{ model: "qwen3-vl-2b-instruct", program: "llama.cpp", summary: null, failure: "overflow" },
    });
    await server.stop();
  });

  it("gets frames that were chosen by meaning, at most as many as the budget, or the run stops", async () => {
    const server = await startModelServer();
    const without = await evaluate(server, {}, "clip");
    expect(without.code).toBe(2);
    expect(without.text).toContain("The sampler clip takes an embedding server");
    await using embeddings = await startHistogramEmbeddingServer();
    const env = { EMBED_BASE_URL: embeddings.url };
    const { code, text } = await evaluate(server, env, "clip");
    expect(code, text).toBe(0);
    const pictures = embeddings.requests.reduce((sum, request) => sum + request.pictures, 0);
    expect(pictures).toBeGreaterThan(FILMS.length * 16);
    const run = runFile.parse(JSON.parse(readFileSync(join(out, "run.json"), "utf8")));
    for (const { frames } of run.outcomes) expect(frames.length).toBeLessThanOrEqual(16);
    expect(resultsOf(run)[0]?.figures.shotsShown).toMatchObject({ value: 1, counted: 9 });
    embeddings.misbehave("status", { after: 12, status: 400 });
    const lost = await evaluate(server, env, "clip");
    expect(lost.code, lost.text).toBe(1);
    expect(lost.text).toContain("A server stopped answering (embeddings)");
    await server.stop();
  });

  it("that goes away stops the run; what was done is kept, and the same command goes on", async () => {
    const server = await startModelServer();
    const { port } = server;
    const stopped = server.request(3).then(() => server.misbehave("refuse-connection"));
    const { code, text } = await evaluate(server);
    await stopped;
    expect(code).toBe(1);
    expect(text).toMatch(/A server stopped answering .* the same command goes on with the rest/);
    const kept = readFileSync(join(out, "outcomes.jsonl"), "utf8").trim().split("\n");
    expect(kept.length).toBeGreaterThan(0);
    expect(kept.length).toBeLessThan(FILMS.length);
    await server.stop();
    const again = await startModelServer({ port });
    const second = await evaluate(again);
    expect(second.code, second.text).toBe(0);
    expect(second.text).toContain(`${kept.length} of ${FILMS.length} watched`);
    await again.stop();
  });
});
