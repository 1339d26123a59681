import { lookup } from "node:dns/promises";
import { isIP } from "node:net";
import pTimeout from "p-timeout";
import { isPublicAddress } from "./address-policy.ts";
import { GuardRefusal, TookTooLong } from "./refusal.ts";

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
  const records = await pTimeout(resolve(host), { milliseconds: limitMs, message: new TookTooLong("name") });
  const addresses = [...new Set(records)];
  if (addresses.length === 0) throw new GuardRefusal("no-address");
  if (!addresses.every(isPublicAddress)) throw new GuardRefusal("private-address");
  return addresses;
}
