/** What is wrong with the setup of a platform; `details.what` of a "platform-setup" error names one. */
export const SETUP_FAULTS = [
  "slack-port",
  "discord-intents",
  "discord-sharding",
  "discord-shards",
  "discord-server",
  "discord-closed",
] as const;

export type SetupFault = (typeof SETUP_FAULTS)[number];

/** What the log says to the operator when a bot starts. Platforms and variables come by their own names. */
export interface StartWords {
  readonly setup: Readonly<Record<SetupFault, string>>;
  badToken(platform: string, variable: string): string;
  unreachable(platform: string): string;
  /** A reason that has a sentence of its own. */
  notStarted(platform: string, reason: string): string;
  /** Stands after the reason, while another platform works. */
  readonly tryingAgain: string;
  readonly givenUp: string;
  away(platform: string): string;
  connected(platform: string, name: string): string;
  connectedIn(platform: string, name: string, place: string): string;
  connectedTo(platform: string, name: string, servers: number): string;
  modelFound(name: string): string;
  readonly modelMissing: string;
  readonly modelUnreachable: string;
  health(address: string): string;
  readonly noHealth: string;
}
