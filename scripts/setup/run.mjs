import { spawnSync } from "node:child_process";

/** A command's answer may be long (npm, apt-get); it is kept in memory until it ends. */
const MAX_OUTPUT_BYTES = 64 * 1024 * 1024;

/**
 * Runs a command to its end and keeps what it says, so that the caller decides whether a reader must see it.
 * A command that does not exist answers `ok: false` like one that fails.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @param {string} [cwd]
 */
export function run(command, args, env, cwd) {
  const result = spawnSync(command, args, { env, cwd, encoding: "utf8", maxBuffer: MAX_OUTPUT_BYTES });
  const output = [result.stdout, result.stderr, result.error?.message].filter(Boolean).join("\n");
  return { ok: result.status === 0, output };
}
