// Plain JavaScript without imports at the top: it must start on any Node, also on one that is too old for the rest.
const MINIMUM_NODE = 20;
const major = Number(process.versions.node.split(".")[0]);

if (major < MINIMUM_NODE) {
  console.error(
    "Cuepoint needs Node " +
      MINIMUM_NODE +
      " or newer to set itself up, and this is Node " +
      process.versions.node +
      ". Install a newer one from https://nodejs.org and run npm run setup again.",
  );
  process.exitCode = 1;
} else {
  const { setUp } = await import("./setup/set-up.mjs");
  process.exitCode = setUp();
}
