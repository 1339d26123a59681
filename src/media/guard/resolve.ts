import { lookup } from "node:dns/promises";
import { isIP } from "node:net";
import { within } from "../../http/within.ts";
import { isPublicAddress } from "./address-policy.ts";
import { GuardRefusal } from "./refusal.ts";

/** All addresses of a name, of both families. */
export type Resolve = (name: string) => Promise<readonly string[]>;

/** As every other program on this machine resolves it: the hosts file and search domains included. */
export const resolveBySystem: Resolve = async (name) => {
  const records = await lookup(name, { all: true, order: "ipv4first" });
  return records.map(({ address }) => address);
};

/**
 * The addresses that a connection to this host may go to. One private record among public ones is enough to
 * refuse: the next connection would draw it.
 */
export async function checkedAddresses(host: string, resolve: Resolve, limitMs: number): Promise<string[]> {
  if (isIP(host) !== 0) {
    if (!isPublicAddress(host)) throw new GuardRefusal("private-address");
    return [host];
  }
  const addresses = [...new Set(await within(limitMs, resolve(host), "name"))];
  if (addresses.length === 0) throw new GuardRefusal("no-address");
  if (!addresses.every(isPublicAddress)) throw new GuardRefusal("private-address");
  return addresses;
}
