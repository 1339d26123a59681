import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { isBelowFloor } from "../../src/video/ffmpeg/floor.mjs";
import { INSTALL_HINT, installFfmpeg } from "./package-manager.mjs";
import { run } from "./run.mjs";

/**
 * @typedef {{ env: NodeJS.ProcessEnv, isRoot: boolean, say: (line: string) => void }} Context
 */

/**
 * Finds ffmpeg and ffprobe, and installs them by the system's package manager where one is missing.
 * Answers false when there is still none; what to do has been said by then.
 *
 * @param {Context} context
 */
export function ensureFfmpeg(context) {
  const { env, say } = context;
  let tools = findTools(env);
  if (!tools.ffmpeg || !tools.ffprobe) {
    say(`${tools.ffmpeg ? "ffprobe" : "ffmpeg"}: not found.`);
    if (!installFfmpeg(context)) return false;
    tools = findTools(env);
  }
  if (!tools.ffmpeg || !tools.ffprobe) {
    say(`ffmpeg was installed but cannot be started. ${INSTALL_HINT}`);
    return false;
  }
  say(`ffmpeg ${tools.ffmpeg}, ffprobe ${tools.ffprobe}.`);
  if (isBelowFloor(tools.ffmpeg)) {
    say(
      `Warning: ffmpeg ${tools.ffmpeg} is older than the releases with the latest security fixes (7.1.5, 8.0.3, 8.1.2, or 5.1 as Debian maintains it). Update it before you open videos of strangers.`,
    );
  }
  return true;
}

/** @param {NodeJS.ProcessEnv} env */
function findTools(env) {
  const ffmpeg = version(env.FFMPEG_PATH || "ffmpeg", env) ?? version(bundledFfmpeg(), env);
  return { ffmpeg, ffprobe: version(env.FFPROBE_PATH || "ffprobe", env) };
}

/**
 * The first line reads "ffmpeg version 5.1.9-0+deb12u1 Copyright …"; its third word is the version.
 *
 * @param {string | null} command
 * @param {NodeJS.ProcessEnv} env
 */
function version(command, env) {
  if (!command) return null;
  const { ok, output } = run(command, ["-version"], env);
  return ok ? (output.split(/\s+/)[2] ?? null) : null;
}

/** An optional dependency whose download may have failed: then the package is missing, or its file is. */
function bundledFfmpeg() {
  try {
    const path = createRequire(import.meta.url)("ffmpeg-static");
    return typeof path === "string" && existsSync(path) ? path : null;
  } catch {
    return null;
  }
}
