import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readSet } from "../../eval/set.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const CASE = { id: "park", video: "park.mp4", source: "Painted." };

function setOf(text: string): string {
  const folder = temporaryFolder();
  writeFileSync(join(folder, "park.mp4"), "");
  writeFileSync(join(folder, "park.case.json"), text);
  return folder;
}

describe("a set", () => {
  it("is a folder of cases, each with its video beside it", async () => {
    const folder = setOf(JSON.stringify({ ...CASE, cuts: [3] }));
    const [found] = await readSet(folder);
    expect(found).toMatchObject({ path: join(folder, "park.mp4"), truth: { language: "en", cuts: [3] } });
  });

  it("reads no video of another folder", async () => {
    const folder = setOf(JSON.stringify({ ...CASE, video: "../../elsewhere/park.mp4" }));
    const [found] = await readSet(folder);
    expect(found?.path).toBe(join(folder, "park.mp4"));
  });

  it.each([
    ["{", "park.case.json is no case. it:"],
    [JSON.stringify({ ...CASE, cuts: [-1] }), "park.case.json is no case. cuts.0:"],
    [JSON.stringify({ ...CASE, evnets: [] }), "evnets"],
    [JSON.stringify({ ...CASE, video: "lost.mp4" }), "park.case.json has no video"],
  ])("with a fault names the file and what is wrong: %s", async (text, message) => {
    await expect(readSet(setOf(text))).rejects.toThrow(message);
  });

  it("that is empty or missing says so", async () => {
    const folder = temporaryFolder();
    await expect(readSet(folder)).rejects.toThrow("holds no case");
    await expect(readSet(join(folder, "lost"))).rejects.toThrow("There is no folder");
  });
});
