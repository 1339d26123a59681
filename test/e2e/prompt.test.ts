import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { summaryJsonSchema } from "../../src/summary/summary-json-schema.ts";
import { startModelServer } from "../fakes/model-server/model-server.ts";
import { makeClip } from "../fixtures/clip.ts";
import { startCuepoint } from "../support/run-cuepoint.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

it("SUMMARY_PROMPT decides how the model is asked, and the summary says which prompt made it", async () => {
  await using stack = new AsyncDisposableStack();
  const model = stack.adopt(await startModelServer(), (started) => started.stop());
  const folder = temporaryFolder();
  const shots = (["red", "blue"] as const).map((colour) => ({ colour, frames: 50 }));
  await makeClip(join(folder, "talk.mp4"), { shots, rate: 25 });
  const env = { MODEL_BASE_URL: model.url, TMPDIR: folder, SUMMARY_PROMPT: "five-keyframes" };
  const run = startCuepoint(["summarize", "talk.mp4", "--out", "out"], { cwd: folder, env });
  const { code, stderr, stdout } = await run.finished;
  expect(code, stderr).toBe(0);
  expect(stdout).toContain("The whole picture is blue.");
  const written = readFileSync(join(folder, "out", "summary.json"), "utf8");
  const { prompt_version, segments } = summaryJsonSchema.parse(JSON.parse(written));
  expect(prompt_version).toBe("five-keyframes-1");
  expect(segments.map(({ start_time }) => start_time)).toEqual(["00:00:00", "00:00:02"]);
});
