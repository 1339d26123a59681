/** A server that cannot be reached says nothing about its model: the run stops, and what was done is kept. `code` names what is missing. */
export class ServerGone extends Error {
  constructor(code: string) {
    super(
      `A server stopped answering (${code}). What was done is kept: the same command goes on with the rest.`,
    );
    this.name = "ServerGone";
  }
}

const GONE: readonly string[] = ["missing", "unreachable", "loading"];

/** By an error code, such as "model-unreachable", or the reason of a warning, such as "unreachable". */
export function isGone(reason: string): boolean {
  return GONE.includes(reason.replace(/^model-/, ""));
}
