import stringWidth from "string-width";
import type { CommandDefinition, OptionDefinition } from "../../../src/chat/command.ts";
import { type Catalogue, inLanguageOf } from "../../../src/chat/locales/locales.ts";
import { fileUseOf, hasResults, positionalsOf, worksHere } from "../incoming/invocation.ts";
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
  const rows = commands
    .filter(worksHere)
    .map(({ name, description }): Row => [name, inLanguageOf(catalogue.lang, description)]);
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
  return sections([
    inLanguageOf(catalogue.lang, command.description),
    help.usage([call, help.options, ...argumentsOf(command, catalogue)].join(" ")),
    section(help.optionsHeading, optionRows(command, catalogue), context),
    examples(command, call, catalogue),
    section(help.exitCodesHeading, exitCodeRows(catalogue), context),
  ]);
}

function argumentsOf(command: CommandDefinition, catalogue: Catalogue): readonly string[] {
  const { help } = catalogue.terminal;
  const use = fileUseOf(command);
  if (use === "several") return [help.file];
  const values = positionalsOf(command).map((option) => placeholder(option, catalogue).trim());
  return use === "one" ? [help.oneFile, ...values] : [];
}

function optionRows(command: CommandDefinition, catalogue: Catalogue): readonly Row[] {
  const { help } = catalogue.terminal;
  const own = command.options.map(
    (option): Row => [
      `    --${option.name}${placeholder(option, catalogue)}`,
      inLanguageOf(catalogue.lang, option.description),
    ],
  );
  const out: readonly Row[] = hasResults(command) ? [[`    --out ${help.folder}`, help.out]] : [];
  const ofSummaries: readonly Row[] = [
    [`    --slides ${help.folder}`, help.slides],
    ["    --json", help.json],
  ];
  const json = command.needsVideo ? ofSummaries : [];
  return [...own, ...out, ...json, ["-h, --help", help.showHelp]];
}

function placeholder(
  { type, example, min, max, choices }: OptionDefinition,
  { terminal }: Catalogue,
): string {
  if (type === "boolean") return "";
  if (choices) return ` ${choices.map(({ value }) => value).join("|")}`;
  if (example !== undefined) return ` ${example}`;
  if (type === "string") return ` ${terminal.help.value}`;
  return min !== undefined && max !== undefined ? ` ${min}-${max}` : ` ${terminal.help.number}`;
}

function exitCodeRows({ terminal }: Catalogue): readonly Row[] {
  return Object.entries(terminal.help.exitCodes).map(([code, meaning]) => [code.padStart(3), meaning]);
}

function examples(command: CommandDefinition, call: string, catalogue: Catalogue): string {
  const { help } = catalogue.terminal;
  const use = fileUseOf(command);
  if (use === "none") return "";
  const value = positionalsOf(command)
    .map((option) => placeholder(option, catalogue))
    .join("");
  const lines =
    use === "one" ? [[help.exampleAbout, `${call} talk.mp4${value}`]] : summaryExamples(call, help);
  const blocks = lines.map(([what, line]) => `  # ${what}\n  ${line}`);
  return [help.examplesHeading, ...blocks].join("\n");
}

function summaryExamples(call: string, help: Catalogue["terminal"]["help"]): string[][] {
  return [
    [help.exampleOne, `${call} talk.mp4`],
    [help.examplePart, `${call} --from 1:20 --to 5:00 --keyframes 7 --language de talk.mp4`],
    [help.exampleSeveral, `${call} --out results monday.mp4 tuesday.mp4`],
  ];
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
