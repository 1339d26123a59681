import { existsSync } from "node:fs";

const USUAL_PATHS = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/snap/bin/chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/** Quiet and offline: the browser is here to draw one page. */
export const CHROMIUM_ARGUMENTS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** CHROMIUM_PATH decides where it is set, also when it is wrong: a typo must not skip the tests. */
export const executablePath =
  process.env.CHROMIUM_PATH || (USUAL_PATHS.find((path) => existsSync(path)) ?? null);

export const chromiumMissing = executablePath ? null : "no Chromium was found, CHROMIUM_PATH can name one";
