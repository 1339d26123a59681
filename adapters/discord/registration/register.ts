import { type REST, Routes } from "discord.js";
import { z } from "zod";
import type { CommandDefinition } from "../../../src/chat/command.ts";
import { refusalOf, setupFault } from "../errors.ts";
import { commandPayloads } from "./command-payload.ts";

interface Registration {
  readonly rest: REST;
  readonly applicationId: string;
  /** Registers there alone; everywhere without it. */
  readonly guildId?: string | undefined;
  /** The portal lets people install the app for themselves. */
  readonly forPeople: boolean;
  readonly commands: readonly CommandDefinition[];
}

const localized = z.record(z.string(), z.string()).nullish();

/** What we set of a command, with Discord's way of leaving out a default made ours. */
const option = z.object({
  type: z.number(),
  name: z.string(),
  description: z.string(),
  description_localizations: localized,
  required: z.boolean().default(false),
  min_value: z.number().optional(),
  max_value: z.number().optional(),
  choices: z
    .array(z.object({ name: z.string(), name_localizations: localized, value: z.string() }))
    .default([]),
  file_types: z.array(z.string()).default([]),
});

/** The second word of a command has options of its own. */
const optionOrWord = option.extend({ options: z.array(option).default([]) });

const registered = z.array(
  z.object({
    type: z.number().default(1),
    name: z.string(),
    name_localizations: localized,
    description: z.string().default(""),
    description_localizations: localized,
    options: z.array(optionOrWord).default([]),
    contexts: z.array(z.number()).nullish(),
    integration_types: z.array(z.number()).nullish(),
  }),
);

/**
 * Tells Discord the commands where they are not what it knows already: a guild may change its commands 200 times
 * a day, and a bot may restart more often. True where they were sent.
 */
export async function registerCommands(registration: Registration): Promise<boolean> {
  const { rest, applicationId, guildId, forPeople, commands } = registration;
  const route = guildId
    ? Routes.applicationGuildCommands(applicationId, guildId)
    : Routes.applicationCommands(applicationId);
  const body = commandPayloads(commands, { forPeople }).map(guildId ? withoutPlaces : everything);
  const query = new URLSearchParams({ with_localizations: "true" });
  const known = await rest.get(route, { query }).catch((error: unknown) => {
    throw guildId && refusalOf(error) === "forbidden" ? setupFault("discord-server", error) : error;
  });
  if (isSame(known, body, guildId ? withoutPlaces : everything)) return false;
  try {
    await rest.put(route, { body });
  } catch (error) {
    // If Discord refuses commands for people, servers still get theirs.
    if (!forPeople || refusalOf(error) !== "unfit") throw error;
    return registerCommands({ ...registration, forPeople: false });
  }
  return true;
}

/** Where a command appears says its guild; Discord takes and tells the rest of global commands alone. */
function withoutPlaces<Command extends { contexts?: unknown; integration_types?: unknown }>({
  contexts,
  integration_types,
  ...rest
}: Command): Omit<Command, "contexts" | "integration_types"> {
  return rest;
}

function everything<Command>(command: Command): Command {
  return command;
}

type Registered = z.infer<typeof registered>[number];

function isSame(known: unknown, wanted: unknown, relevant: (command: Registered) => object): boolean {
  const parsed = registered.safeParse(known);
  const canonical = (commands: readonly Registered[]) => canonicalText(inOrder(commands).map(relevant));
  return parsed.success && canonical(parsed.data) === canonical(registered.parse(wanted));
}

function inOrder(commands: readonly Registered[]): readonly Registered[] {
  return commands.toSorted((a, b) => `${a.type} ${a.name}`.localeCompare(`${b.type} ${b.name}`));
}

/** The same text for the same commands, in whatever order their fields come. */
function canonicalText(commands: readonly object[]): string {
  return JSON.stringify(commands, (_, value: unknown) => {
    if (value === null) return undefined;
    if (typeof value !== "object" || Array.isArray(value)) return value;
    return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
