import ipaddr from "ipaddr.js";

/**
 * Networks that ipaddr.js counts as ordinary: the host service of Azure's machines answers on this address, and it
 * is reachable from nowhere else.
 */
const OWN_HOST_SERVICES = [ipaddr.parseCIDR("168.63.129.16/32")];

/** The only block from which addresses are given out; IPv4-compatible ones (::7f00:1) lie outside it. */
const GLOBAL_UNICAST = ipaddr.parseCIDR("2000::/3");

/** The interface part of an ISATAP address, whose last four bytes are an IPv4 address to tunnel to. */
const ISATAP = { zeroOrUniversal: [0x0000, 0x0200], marker: 0x5efe };

/**
 * True for an address on the public internet: no private, local, shared, reserved or multicast
 * network, and no IPv6 form that carries an IPv4 address (mapped, compatible, NAT64, 6to4, Teredo, ISATAP),
 * since a gateway would unwrap it behind our back.
 */
export function isPublicAddress(text: string): boolean {
  if (text.includes("%") || !ipaddr.isValid(text)) return false;
  const address = ipaddr.parse(text);
  if (address.range() !== "unicast") return false;
  if (address instanceof ipaddr.IPv6) return address.match(GLOBAL_UNICAST) && !isIsatap(address);
  // ipaddr.js reads "0177.1" and "2130706433" as addresses too; only the plain form is dialed.
  if (address.toString() !== text) return false;
  return !OWN_HOST_SERVICES.some((network) => address.match(network));
}

function isIsatap({ parts }: ipaddr.IPv6): boolean {
  return ISATAP.zeroOrUniversal.includes(parts[4] ?? -1) && parts[5] === ISATAP.marker;
}
