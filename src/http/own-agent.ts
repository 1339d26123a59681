import type { Agent } from "undici";

let agent: Agent | null = null;

/**
 * Makes our connections. The one that undici takes by itself is Node's where Node's fetch was loaded before, and that ends the
 * process where a server closes the connection while the reader is slow. Undici is handed over, since not all load it at once.
 */
export function ownAgent(undici: { readonly Agent: typeof Agent }): Agent {
  agent ??= new undici.Agent();
  return agent;
}
