/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: "core-points-inward",
      severity: "error",
      comment:
        "The core must not know a platform or a command. Put the shared shape in src/chat and let the outer layer import it.",
      from: { path: "^src/", pathNot: "^src/main[.]ts$" },
      to: { path: "^(adapters|commands)/" },
    },
    {
      name: "core-without-platform-sdk",
      severity: "error",
      comment: "Platform SDKs live only in their own adapter folder.",
      from: { pathNot: "^adapters/" },
      to: { path: "(^|node_modules/)(discord[.]js|@discordjs/|@slack/)" },
    },
    {
      name: "discord-sdk-only-in-discord",
      severity: "error",
      from: { path: "^adapters/", pathNot: "^adapters/discord/" },
      to: { path: "(^|node_modules/)(discord[.]js|@discordjs/)" },
    },
    {
      name: "slack-sdk-only-in-slack",
      severity: "error",
      from: { path: "^adapters/", pathNot: "^adapters/slack/" },
      to: { path: "(^|node_modules/)@slack/" },
    },
    {
      name: "adapters-see-only-chat",
      severity: "error",
      comment: "An adapter translates; it may use the chat contract only, never the pipeline or a command.",
      from: { path: "^adapters/" },
      to: { path: "^(src|commands)/", pathNot: "^src/(chat/|errors[.]ts$|logger[.]ts$)" },
    },
    {
      name: "adapters-are-strangers",
      severity: "error",
      comment: "One adapter must not import another.",
      from: { path: "^adapters/([^/]+)/" },
      to: { path: "^adapters/([^/]+)/", pathNot: "^adapters/$1/" },
    },
    {
      name: "commands-not-to-adapters",
      severity: "error",
      from: { path: "^commands/" },
      to: { path: "^adapters/" },
    },
    {
      name: "video-and-vision-are-leaves",
      severity: "error",
      comment: "Video decoding and the model client know nothing of chat.",
      from: { path: "^src/(video|vision)/" },
      to: { path: "^src/(chat|summary|qa|store|jobs)/" },
    },
    {
      name: "child-process-only-in-ffmpeg",
      severity: "error",
      from: { path: "^(src|adapters|commands)/", pathNot: "^src/video/ffmpeg[.]ts$" },
      to: { dependencyTypes: ["core"], path: "^(node:)?child_process$" },
    },
    { name: "nobody-imports-main", severity: "error", from: {}, to: { path: "^src/main[.]ts$" } },
    { name: "no-circular", severity: "error", from: {}, to: { circular: true } },
    {
      name: "no-orphans",
      severity: "error",
      from: { orphan: true, path: "^(src|adapters|commands)/" },
      to: {},
    },
    { name: "not-to-test", severity: "error", from: { pathNot: "^test/" }, to: { path: "^test/" } },
    { name: "not-to-unresolvable", severity: "error", from: {}, to: { couldNotResolve: true } },
    {
      name: "not-to-dev-dep",
      severity: "error",
      from: { path: "^(src|adapters|commands)/" },
      to: { dependencyTypes: ["npm-dev"], dependencyTypesNot: ["type-only"] },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "types", "node", "default"],
    },
  },
};
