import { join } from "node:path";
import { beforeAll, expect, it } from "vitest";
import { catalogueFor } from "../../src/chat/locales/locales.ts";
import { summaryJsonSchema } from "../../src/summary/summary-json-schema.ts";
import type { Brain } from "../fakes/model-server/brain.ts";
import { startModelServer } from "../fakes/model-server/model-server.ts";
import { blindBrain } from "../fakes/model-server/proof-brain.ts";
import { makeClip } from "../fixtures/clip.ts";
import { startCuepoint } from "../support/run-cuepoint.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const folder = temporaryFolder();
const path = join(folder, "clip.mp4");

beforeAll(() =>
  makeClip(path, {
    shots: [
      { colour: "red", frames: 20 },
      { colour: "teal", frames: 20 },
    ],
    rate: 10,
  }),
);

it.each<["blind" | "schema-ignored", Brain]>([
  ["blind", blindBrain],
  ["schema-ignored", () => "First blue, then red."],
])("a model that is %s is not asked about the video: a storyboard says so", async (reason, proofBrain) => {
  const server = await startModelServer({ proofBrain });
  try {
    const env = { MODEL_BASE_URL: server.url, TMPDIR: folder, DATA_DIR: join(folder, reason) };
    const json = startCuepoint(["summarize", path, "--json"], { cwd: folder, env });
    const { code, stdout, stderr } = await json.finished;
    expect(code, stderr).toBe(0);
    const summary = summaryJsonSchema.parse(JSON.parse(stdout));
    expect(summary.remarks).toContainEqual({ kind: "no-model", reason });
    expect(summary.coverage.frames).toBe(0);
    expect(summary.segments.length).toBeGreaterThan(0);
    const text = await startCuepoint(["summarize", path], { cwd: folder, env }).finished;
    const flat = (words: string) => words.replace(/\s+/g, " ");
    expect(flat(text.stdout)).toContain(catalogueFor("en").summary.noModel[reason]);
    expect(server.requests).toEqual([]);
  } finally {
    await server.stop();
  }
});
