import type { KnipConfig } from "knip";

export default {
  entry: ["scripts/*.ts", "bench/jobs.ts"],
  project: ["{src,adapters,commands,scripts,bench,eval,test}/**/*.{ts,mjs}"],
  // These files break rules on purpose; test/architecture.test.ts reads them as text for dependency-cruiser.
  ignore: ["test/fixtures/architecture/**"],
  // Come from the system, not from a package.
  ignoreBinaries: ["espeak-ng", "ffmpeg", "mount", "unshare"],
} satisfies KnipConfig;
