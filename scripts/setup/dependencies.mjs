import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { run } from "./run.mjs";

/**
 * @typedef {{ root: string, env: NodeJS.ProcessEnv, say: (line: string) => void }} Context
 */

/**
 * Makes node_modules equal to package-lock.json and checks that the pinned Node in it runs.
 * Answers false when it could not; the reason has been said by then.
 *
 * @param {Context} context
 */
export function ensureDependencies(context) {
  const { root, say } = context;
  if (dependenciesMatch(root) && pinnedNode(context)) {
    say("Dependencies: in step with package-lock.json.");
  } else {
    say("Dependencies: installing with npm ci, which takes about a minute …");
    const { ok, output } = npm(["ci"], context);
    if (!ok) {
      say(output);
      say("npm ci failed; its messages are above.");
      return false;
    }
    say("Dependencies: installed.");
  }
  const version = pinnedNode(context);
  say(version ? `Node ${version}: runs Cuepoint.` : "The Node in node_modules does not run on this machine.");
  return version !== null;
}

/**
 * npm keeps its own record of what it installed. Optional packages may be missing from it: those for other
 * platforms, and ffmpeg-static where its download fails.
 *
 * @param {string} root
 */
function dependenciesMatch(root) {
  const record = join(root, "node_modules/.package-lock.json");
  if (!existsSync(record)) return false;
  const wanted = packagesOf(join(root, "package-lock.json"));
  const installed = packagesOf(record);
  return (
    Object.entries(wanted).every(
      ([path, { version, optional }]) =>
        path === "" || installed[path]?.version === version || (optional && !installed[path]),
    ) && Object.keys(installed).every((path) => path in wanted && existsSync(join(root, path)))
  );
}

/**
 * @param {string} lockfile
 * @returns {Record<string, { version?: string, optional?: boolean }>}
 */
function packagesOf(lockfile) {
  return JSON.parse(readFileSync(lockfile, "utf8")).packages;
}

/**
 * Under `npm run` the first node and npm on the PATH are those of node_modules, which npm ci takes away
 * while it works; npm names the ones it was started with.
 *
 * @param {readonly string[]} args
 * @param {Context} context
 */
function npm(args, { env, root }) {
  const { npm_node_execpath: node, npm_execpath: script } = env;
  return node && script ? run(node, [script, ...args], env, root) : run("npm", args, env, root);
}

/** @param {Context} context */
function pinnedNode({ env, root }) {
  const { ok, output } = run(join(root, "node_modules/.bin/node"), ["--version"], env);
  return ok ? output.trim().replace(/^v/, "") : null;
}
