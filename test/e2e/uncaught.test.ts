import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { eventually } from "../support/eventually.ts";
import { openRoom } from "./slack-room.ts";

it("an exception that no one caught is one line of the log and an orderly end, and the job is taken up again", async () => {
  await using room = await openRoom();
  const fault = join(room.folder, "fault.mjs");
  writeFileSync(fault, 'process.on("SIGUSR2", () => { throw new RangeError("nobody caught this"); });');
  await room.start({ NODE_OPTIONS: `--import=${fault}` });
  const data = await room.clip("clip.mp4", {
    ...{ rate: 10, width: 160, height: 96 },
    shots: [
      { colour: "red", frames: 20 },
      { colour: "blue", frames: 20 },
    ],
  });
  await room.model.misbehave("hang");
  const place = room.show(data, "clip.mp4");
  await room.model.request(0);
  const { code, stdout, stderr } = await room.end("SIGUSR2");
  expect({ code, stdout }).toEqual({ code: 70, stdout: "" });
  const lines = stderr.trim().split("\n");
  const fatal = lines
    .map((line) => JSON.parse(line) as { level: number })
    .filter(({ level }) => level === 60);
  expect(fatal).toEqual([
    expect.objectContaining({
      err: { name: "RangeError", message: "nobody caught this" },
      stack: expect.stringContaining("fault.mjs"),
    }),
  ]);
  await room.model.misbehave(null);
  await room.start();
  const texts = () => room.read(place).map(({ text }) => text);
  await eventually(() => expect(texts().join("\n")).toMatch(/^Done in /m));
  expect(room.read(place).filter(({ text }) => text.includes("The whole picture is blue."))).toHaveLength(1);
});
