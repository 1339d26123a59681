/**
 * The direction of imports. Type-only imports count too (tsPreCompilationDeps): a shape that crosses a border
 * ties the two sides together as much as a function does.
 *
 * @type {import('dependency-cruiser').IConfiguration}
 */
export default {
  forbidden: [
    {
      name: "core-points-inward",
      severity: "error",
      comment:
        "The core must not know a platform or a command. Put the shared shape in src/chat and let the outer layer import it.",
      from: { path: "^src/", pathNot: "^src/((doctor/)?main[.]ts$|compose/)" },
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
      comment: "Only the Discord adapter speaks Discord.",
      from: { path: "^adapters/", pathNot: "^adapters/discord/" },
      to: { path: "(^|node_modules/)(discord[.]js|@discordjs/)" },
    },
    {
      name: "slack-sdk-only-in-slack",
      severity: "error",
      comment: "Only the Slack adapter speaks Slack.",
      from: { path: "^adapters/", pathNot: "^adapters/slack/" },
      to: { path: "(^|node_modules/)@slack/" },
    },
    {
      name: "adapters-see-only-chat",
      severity: "error",
      comment:
        "An adapter translates; it may use the chat contract, the one HTTP client and src/util, never the pipeline or a command.",
      from: { path: "^adapters/" },
      to: {
        path: "^(src|commands)/",
        pathNot: "^src/(chat/|http/|util/|errors[.]ts$|logger[.]ts$)",
      },
    },
    {
      name: "adapters-are-strangers",
      severity: "error",
      comment: "One adapter must not import another: each can be removed alone.",
      from: { path: "^adapters/([^/]+)/" },
      to: { path: "^adapters/([^/]+)/", pathNot: "^adapters/$1/" },
    },
    {
      name: "commands-not-to-adapters",
      severity: "error",
      comment: "A command works on every platform, also on those that come later.",
      from: { path: "^commands/" },
      to: { path: "^adapters/" },
    },
    {
      name: "leaves-know-nothing-of-us",
      severity: "error",
      comment:
        "Decoding, listening, the model client, fetching and searching are leaves: they can be understood, tested and replaced alone. They share the way to start a program, the HTTP client and src/util.",
      from: { path: "^src/(video|vision|sound|media|process|search)/" },
      to: {
        path: "^src/",
        pathNot: "^src/($1/|process/|http/|util/|errors[.]ts$|logger[.]ts$)",
      },
    },
    {
      name: "http-knows-nothing-of-us",
      severity: "error",
      comment:
        "Platforms, links and the model share one HTTP client; whatever it knew, all of them would import.",
      from: { path: "^src/http/" },
      to: { path: "^src/", pathNot: "^src/(http/|util/|errors[.]ts$|logger[.]ts$)" },
    },
    {
      name: "util-knows-nothing-of-us",
      severity: "error",
      comment: "What three rooms or more need lies in src/util; whatever it knew, all of them would import.",
      from: { path: "^src/util/" },
      to: { path: "^src/", pathNot: "^src/(util/|errors[.]ts$)" },
    },
    {
      name: "chat-is-only-words",
      severity: "error",
      comment:
        "Every adapter imports the chat contract; whatever it imports, every adapter imports. It knows no pipeline.",
      from: { path: "^src/chat/" },
      to: { path: "^src/", pathNot: "^src/(chat/|util/|errors[.]ts$|logger[.]ts$)" },
    },
    {
      name: "pipeline-hands-over-messages",
      severity: "error",
      comment:
        "The pipeline ends in a message or a report; it does not know threads, routing, jobs or fetching.",
      from: { path: "^src/(summary|qa|report)/" },
      to: {
        path: "^src/",
        pathNot:
          "^src/(summary|qa|report|video|sound|vision|search|store|util|chat/(locales|text))/|^src/(chat/message|errors|logger)[.]ts$",
      },
    },
    {
      name: "summary-knows-no-report",
      severity: "error",
      comment:
        "The report reads a summary, so a summary must not know the report. Commands put the two together.",
      from: { path: "^src/(summary|qa)/" },
      to: { path: "^src/report/" },
    },
    {
      name: "summary-knows-no-question",
      severity: "error",
      comment:
        "Questions are asked about a summary and take its prompt, labels and checks; it knows none of them.",
      from: { path: "^src/summary/" },
      to: { path: "^src/qa/" },
    },
    {
      name: "config-only-in-main",
      severity: "error",
      comment: "Settings arrive as arguments, so that a test can pass others and nobody hides a dependency.",
      from: { path: "^(src|adapters|commands)/", pathNot: "^src/((doctor/)?main[.]ts$|compose/)" },
      to: { path: "^src/config[.]ts$" },
    },
    {
      name: "child-process-only-in-process",
      severity: "error",
      comment:
        "One folder starts processes, ffmpeg and yt-dlp alike: it knows the time limits, the process group and the scrubbed environment.",
      from: { path: "^(src|adapters|commands)/", pathNot: "^src/process/" },
      to: { dependencyTypes: ["core"], path: "^(node:)?child_process$" },
    },
    {
      name: "fluent-ffmpeg-only-in-command",
      severity: "error",
      comment:
        "fluent-ffmpeg is archived; one file uses it to build argument lists, so that one file can replace it.",
      from: { path: "^(src|adapters|commands)/", pathNot: "^src/video/ffmpeg/command[.]ts$" },
      to: { path: "(^|node_modules/)(@types/)?fluent-ffmpeg(/|$)" },
    },
    {
      name: "openai-only-behind-interfaces",
      severity: "error",
      comment: "The wire protocol stays behind the interfaces VisionModel and SpeechServer.",
      from: {
        path: "^(src|adapters|commands)/",
        pathNot: "^src/(vision/|sound/server/|http/openai-client[.]ts$)",
      },
      to: { path: "(^|node_modules/)openai(/|$)" },
    },
    {
      name: "nobody-imports-main",
      severity: "error",
      comment: "Importing the composition root would start it, which is for src/start.ts alone.",
      from: { pathNot: "^src/start[.]ts$" },
      to: { path: "^src/(doctor/)?main[.]ts$" },
    },
    {
      name: "compose-only-for-main",
      severity: "error",
      comment:
        "Building the program is the composition root's part; whoever needs something gets it handed over.",
      from: { pathNot: "^src/(main[.]ts$|compose/)" },
      to: { path: "^src/compose/" },
    },
    {
      name: "no-circular",
      severity: "error",
      comment: "Files of a cycle can be neither read nor tested alone, and load in a surprising order.",
      from: {},
      to: { circular: true },
    },
    {
      name: "no-orphans",
      severity: "error",
      comment: "A file that nothing uses and that uses nothing has been forgotten.",
      from: { orphan: true, path: "^(src|adapters|commands)/" },
      to: {},
    },
    {
      name: "not-to-test",
      severity: "error",
      comment: "The product runs without its tests.",
      from: { pathNot: "^test/" },
      to: { path: "^test/" },
    },
    {
      name: "not-to-unresolvable",
      severity: "error",
      comment: "An import that cannot be resolved escapes every other rule.",
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: "not-to-dev-dep",
      severity: "error",
      comment: "The container image has no development dependencies. Types are gone by the time it runs.",
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
