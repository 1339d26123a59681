import { mkdirSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { anchor, encoders } from "./clips/recipes.ts";
import { makeClip } from "./clips/store.ts";
import { runProgram } from "./measure/run-program.ts";
import { measureStills } from "./measure/stills.ts";
import { type AnchorResult, anchorRows, measureAnchor } from "./rows/anchor.ts";
import { encoderRows, measureEncoder } from "./rows/encoders.ts";

const { values } = parseArgs({ options: { quick: { type: "boolean", default: false } } });
const seconds = values.quick ? 60 : 600;
const runs = values.quick ? 1 : 3;
const say = (line: string) => console.log(line);

const version = (await runProgram("ffmpeg", ["-version"])).stdout.split("\n", 1)[0];
say(`${cpus().length} cores, ${cpus()[0]?.model.trim()}, Node ${process.version}, ${version}\n`);

const clip = await makeClip(anchor(seconds), say);
const result: AnchorResult = await measureAnchor(clip, runs, say);
say(anchorRows(result));

const stills = await measureStills(clip);
const ratio = (stills.ours / stills.bare).toFixed(2);
const error = (stills.worstError * 1000).toFixed(1);
say(
  `\n${stills.stills} stills in full size: ${Math.round(stills.ours / stills.stills)} ms each, ` +
    `${ratio} of bare ffmpeg's ${Math.round(stills.bare / stills.stills)} ms; off by ${error} ms at most\n`,
);

const others = [];
for (const recipe of encoders(60)) others.push(await measureEncoder(await makeClip(recipe, say)));
say(encoderRows(others));

const folder = fileURLToPath(new URL("./out/", import.meta.url));
mkdirSync(folder, { recursive: true });
const report = {
  machine: { cores: cpus().length, cpu: cpus()[0]?.model, ffmpeg: version },
  result,
  stills,
  others,
};
writeFileSync(`${folder}bench-${seconds}s.json`, `${JSON.stringify(report, null, 2)}\n`);
say(`\nEverything in numbers: bench/out/bench-${seconds}s.json`);
