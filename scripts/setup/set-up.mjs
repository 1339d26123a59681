import { fileURLToPath } from "node:url";
import { ensureDependencies } from "./dependencies.mjs";
import { ensureFfmpeg } from "./ffmpeg.mjs";

/** Everything that a fresh clone needs; run again, it finds all in place and changes nothing. */
export function setUp() {
  const context = {
    root: fileURLToPath(new URL("../..", import.meta.url)),
    env: process.env,
    isRoot: process.getuid?.() === 0,
    /** @param {string} line */
    say: (line) => console.log(line),
  };
  const ready = ensureDependencies(context) && ensureFfmpeg(context);
  console.log(ready ? "Cuepoint is ready." : "Cuepoint is not set up yet.");
  return ready ? 0 : 1;
}
