import { run } from "./run.mjs";

/**
 * How each manager gets ffmpeg. dnf is asked for the program's path, because the package has another name
 * in Fedora's own repositories than in those that people add.
 */
const MANAGERS = [
  { name: "apt-get", refresh: ["update"], install: ["install", "-y", "--no-install-recommends", "ffmpeg"] },
  { name: "dnf", install: ["install", "-y", "/usr/bin/ffmpeg", "/usr/bin/ffprobe"] },
  { name: "apk", install: ["add", "ffmpeg"] },
  { name: "pacman", install: ["-Sy", "--noconfirm", "ffmpeg"] },
  { name: "zypper", install: ["--non-interactive", "install", "ffmpeg"] },
  { name: "brew", install: ["install", "ffmpeg"], asUser: true },
];

export const INSTALL_HINT =
  "Install ffmpeg 5.1 or newer, which brings ffprobe (https://ffmpeg.org/download.html), or set FFMPEG_PATH and FFPROBE_PATH to where they are, and run npm run setup again.";

/**
 * Answers false when there is no package manager or it failed; what to do has been said by then.
 *
 * @param {{ env: NodeJS.ProcessEnv, isRoot: boolean, say: (line: string) => void }} context
 */
export function installFfmpeg({ env, isRoot, say }) {
  const manager = MANAGERS.find(({ name }) => run(name, ["--version"], env).ok);
  if (!manager) {
    say(`No package manager that this script knows is here. ${INSTALL_HINT}`);
    return false;
  }
  const sudo = !isRoot && !manager.asUser && run("sudo", ["--version"], env).ok ? ["sudo"] : [];
  /** @param {readonly string[]} args */
  const runManager = (args) => {
    const [command = manager.name, ...rest] = [...sudo, manager.name, ...args];
    say(`Running ${[command, ...rest].join(" ")} …`);
    return run(command, rest, { ...env, DEBIAN_FRONTEND: "noninteractive" });
  };
  // One repository out of reach fails the refresh, and the package may come from another one.
  if (manager.refresh) runManager(manager.refresh);
  const { ok, output } = runManager(manager.install);
  if (!ok) {
    say(output);
    say(`${manager.name} could not install ffmpeg; its messages are above. ${INSTALL_HINT}`);
  }
  return ok;
}
