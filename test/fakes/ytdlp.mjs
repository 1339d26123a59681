// Stands in for yt-dlp where it is not installed: the same options, the same lines, the same files, and like the
// original it goes wherever a page leads, by the proxy it is told. What it does follows from the page's path.
import { spawn, spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { join } from "node:path";

const args = process.argv.slice(2);
/** @param {string} name */
const optionOf = (name) => args[args.indexOf(name) + 1] ?? "";
/** @param {string} message */
const fail = (message) => {
  process.stderr.write(`ERROR: ${message}\n`);
  process.exit(1);
};

if (args.includes("--version")) {
  process.stdout.write(`${process.env.FAKE_VERSION ?? "2026.07.04"}\n`);
  process.exit(0);
}

/** The runtime it was given, tried as the original tries it; its other runtimes are to be turned off. */
const runtime = () => {
  const given = args.includes("--no-js-runtimes")
    ? /^node:(.+)$/.exec(optionOf("--js-runtimes"))?.[1]
    : undefined;
  const { stdout } = spawnSync(given ?? "/nonexistent", ["--version"], { encoding: "utf8" });
  return stdout?.startsWith("v24.") ? `node-${stdout.trim().slice(1)}` : "none";
};
const scripts = process.env.FAKE_SCRIPTS ? `, yt_dlp_ejs-${process.env.FAKE_SCRIPTS}` : "";

if (args.at(-1) === "--verbose") {
  const header = `[debug] Optional libraries: certifi-2026.01.04, urllib3-2.6.3${scripts}\n`;
  process.stderr.write(`${header}[debug] JS runtimes: ${runtime()}\n[debug] Proxy map: {}\n`);
  process.stderr.write("yt-dlp: error: You must provide at least one URL.\n");
  process.exit(2);
}

const link = args.at(-1) ?? "";
if (args.at(-2) !== "--") fail("the link may be read as an option");
const proxy = new URL(/--proxy (\S+)/.exec(readFileSync(optionOf("--config-locations"), "utf8"))?.[1] ?? "");
const folder = optionOf("--paths");

/**
 * @param {string} url
 * @returns {Promise<Buffer>}
 */
function get(url) {
  return new Promise((resolve, reject) => {
    const credentials = Buffer.from(`${proxy.username}:${proxy.password}`).toString("base64");
    const headers = { host: new URL(url).host, "proxy-authorization": `Basic ${credentials}` };
    request({ host: proxy.hostname, port: proxy.port, path: url, headers }, (answer) => {
      /** @type {Buffer[]} */
      const chunks = [];
      answer.on("data", (chunk) => chunks.push(chunk));
      answer.on("end", () => {
        if (answer.statusCode === 200) resolve(Buffer.concat(chunks));
        else reject(new Error(`HTTP Error ${answer.statusCode}`));
      });
      answer.on("error", reject);
    })
      .on("error", reject)
      .end();
  });
}

const page = JSON.parse(
  await get(link).then(String, (error) => fail(`[generic] Unable to download webpage: ${error.message}`)),
);
if (page.challenge && (runtime() === "none" || scripts === "")) {
  if (!args.includes("--no-warnings")) {
    process.stderr.write(
      "WARNING: [youtube] abc: n challenge solving failed: Some formats may be missing.\n",
    );
  }
  fail(
    "[youtube] abc: Requested format is not available. Use --list-formats for a list of available formats",
  );
}
if (page.error) fail(page.error);
process.stdout.write(`cuepoint-info ${JSON.stringify(page.info)}\n`);
if (page.do === "hang") {
  spawn("sleep", ["1000"], { stdio: "inherit" });
  await new Promise((resolve) => setTimeout(resolve, 1e6));
}
if (page.do === "fill") {
  for (let part = 0; ; part++) {
    writeFileSync(join(folder, `in.f${part}.part`), Buffer.alloc(1e6));
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
// Of a page that has its sound apart, both come where the format names both; the original joins nothing without ffmpeg.
const isApart = page.sound !== undefined && optionOf("--format").includes("+ba");
const chosen = isApart ? { "requested_formats.:.format_id": ["hd-1", "voice"] } : { acodec: page.acodec };
process.stdout.write(`cuepoint-formats ${JSON.stringify(chosen)}\n`);
const video = await get(new URL(page.video, link).href).catch((error) => fail(`[download] ${error.message}`));
process.stdout.write(`cuepoint-progress ${video.length / 2} ${video.length}\n`);
process.stdout.write(`cuepoint-progress ${video.length} NA\n`);
const wanted = optionOf("--sub-langs").split(",");
/** @param {string} language */
const isWanted = (language) =>
  !wanted.includes(`-${language}`) &&
  wanted.some((one) => one === "all" || new RegExp(`^(?:${one})$`).test(language));
for (const [language, text] of Object.entries(page.captions ?? {})) {
  if (!isWanted(language)) continue;
  writeFileSync(join(folder, `in.${language}.vtt`), text);
}
if (!isApart) writeFileSync(join(folder, "in.mp4"), video);
else {
  writeFileSync(join(folder, "in.fhd-1.mp4"), video);
  const sound = await get(new URL(page.sound, link).href).catch((error) =>
    fail(`[download] ${error.message}`),
  );
  process.stdout.write(`cuepoint-progress ${sound.length} ${sound.length}\n`);
  writeFileSync(join(folder, "in.fvoice.m4a"), sound);
}
