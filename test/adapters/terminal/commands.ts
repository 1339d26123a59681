import type { CommandDefinition } from "../../../src/chat/command.ts";
import { inEveryLanguage } from "../../../src/chat/locales/locales.ts";

const phrase = (text: string) => ({ ...inEveryLanguage(() => text), "zh-Hans": `中文 ${text}` });

/** A command list to parse against; it is never run: tests hand the adapter a dispatch of their own. */
export const COMMANDS: readonly CommandDefinition[] = [
  {
    name: "summarize",
    description: phrase("Summarize a video"),
    needsVideo: true,
    isJob: true,
    options: [
      { name: "from", type: "string", description: phrase("Start here"), example: "1:20" },
      { name: "keyframes", type: "integer", description: phrase("How many"), min: 3, max: 10 },
      {
        name: "detail",
        type: "string",
        description: phrase("How much"),
        choices: [
          { value: "brief", label: phrase("Brief") },
          { value: "full", label: phrase("Full") },
        ],
      },
      { name: "explain", type: "boolean", description: phrase("Say more") },
    ],
    run: async () => {},
  },
  {
    name: "ask",
    description: phrase("Ask about a video"),
    needsVideo: false,
    about: "thread",
    hasFiles: true,
    isJob: true,
    options: [
      { name: "question", type: "string", description: phrase("What"), required: true, positional: true },
    ],
    run: async () => {},
  },
  {
    name: "forget",
    description: phrase("Forget a video"),
    needsVideo: false,
    about: "thread",
    isJob: false,
    options: [],
    run: async () => {},
  },
  {
    name: "more",
    description: phrase("More of it"),
    needsVideo: false,
    about: "message",
    isJob: true,
    options: [],
    run: async () => {},
  },
  {
    name: "status",
    description: phrase("What is going on"),
    needsVideo: false,
    isJob: true,
    options: [],
    run: async () => {},
  },
];
