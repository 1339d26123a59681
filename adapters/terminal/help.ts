import stringWidth from "string-width";
import { type Catalogue, inLanguageOf } from "../../src/chat/catalogue/catalogue.ts";
import type { CommandDefinition, OptionDefinition } from "../../src/chat/command.ts";
import { wrap } from "./wrap.ts";

/** How a command is called here, "summarize" -> "npm run summarize --", and with null the program alone. */
export type CallOf = (command: string | null) => string;

interface HelpContext {
  readonly catalogue: Catalogue;
  readonly callOf: CallOf;
  readonly width: number;
}

type Row = readonly [name: string, meaning: string];

export function generalHelp(commands: readonly CommandDefinition[], context: HelpContext): string {
  const { catalogue, callOf } = context;
  const { help } = catalogue.terminal;
  const rows = commands.map(
    ({ name, description }): Row => [name, inLanguageOf(catalogue.lang, description)],
  );
  return sections([
    help.intro,
    help.usage(`${callOf(help.command)} ${help.options} ${help.file}`),
    section(help.commandsHeading, rows, context),
    section(
      help.optionsHeading,
      [
        ["-h, --help", help.showHelp],
        ["    --version", help.showVersion],
      ],
      context,
    ),
    section(help.exitCodesHeading, exitCodeRows(catalogue), context),
    help.moreOn(`${callOf(help.command)} --help`),
  ]);
}

export function commandHelp(command: CommandDefinition, context: HelpContext): string {
  const { catalogue, callOf } = context;
  const { help } = catalogue.terminal;
  const call = callOf(command.name);
  const files = command.needsVideo ? [help.file] : [];
  return sections([
    inLanguageOf(catalogue.lang, command.description),
    help.usage([call, help.options, ...files].join(" ")),
    section(help.optionsHeading, optionRows(command, catalogue), context),
    command.needsVideo ? examples(call, catalogue) : "",
    section(help.exitCodesHeading, exitCodeRows(catalogue), context),
  ]);
}

function optionRows({ options, needsVideo }: CommandDefinition, catalogue: Catalogue): readonly Row[] {
  const { help } = catalogue.terminal;
  const own = options.map(
    (option): Row => [
      `    --${option.name}${placeholder(option, catalogue)}`,
      inLanguageOf(catalogue.lang, option.description),
    ],
  );
  const results: readonly Row[] = [
    [`    --out ${help.folder}`, help.out],
    ["    --json", help.json],
  ];
  return [...own, ...(needsVideo ? results : []), ["-h, --help", help.showHelp]];
}

function placeholder({ type, example, min, max }: OptionDefinition, { terminal }: Catalogue): string {
  if (type === "boolean") return "";
  if (example !== undefined) return ` ${example}`;
  if (type === "string") return ` ${terminal.help.value}`;
  return min !== undefined && max !== undefined ? ` ${min}-${max}` : ` ${terminal.help.number}`;
}

function exitCodeRows({ terminal }: Catalogue): readonly Row[] {
  return Object.entries(terminal.help.exitCodes).map(([code, meaning]) => [code.padStart(3), meaning]);
}

function examples(call: string, { terminal: { help } }: Catalogue): string {
  const lines = [
    [help.exampleOne, `${call} talk.mp4`],
    [help.examplePart, `${call} --from 1:20 --to 5:00 --keyframes 7 --language de talk.mp4`],
    [help.exampleSeveral, `${call} --out results monday.mp4 tuesday.mp4`],
  ].map(([what, line]) => `  # ${what}\n  ${line}`);
  return [help.examplesHeading, ...lines].join("\n");
}

function section(heading: string, rows: readonly Row[], { width }: HelpContext): string {
  const column = Math.max(...rows.map(([name]) => stringWidth(name))) + 2;
  const lines = rows.flatMap(([name, meaning]) => {
    const [first = "", ...more] = wrap(meaning, Math.max(20, width - column - 2));
    const padded = name + " ".repeat(column - stringWidth(name));
    return [`  ${padded}${first}`, ...more.map((line) => " ".repeat(column + 2) + line)];
  });
  return [heading, ...lines].join("\n");
}

function sections(parts: readonly string[]): string {
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}
