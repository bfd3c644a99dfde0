import { BlockList, type SocketAddress } from 'node:net';
import ipaddr from 'ipaddr.js';

type Address = ipaddr.IPv4 | ipaddr.IPv6;
export type Range = [Address, number];

/** Which addresses an operator's own setting may lead to. What is in none of them is refused. */
export type Reach = 'public' | 'private' | 'loopback';

const REACH_OF: Readonly<Record<string, Reach>> = {
  unicast: 'public',
  private: 'private',
  uniqueLocal: 'private',
  carrierGradeNat: 'private',
  loopback: 'loopback',
};

/**
 * Where clouds keep the credentials of a machine: AWS and most others are link-local, which nobody reaches anyway; these
 * look like addresses of a private net (AWS by IPv6, Alibaba), or like public ones (Azure).
 */
const METADATA = ['fd00:ec2::254', '100.100.100.200', '168.63.129.16'].map((one) =>
  ipaddr.parse(one).toNormalizedString(),
);

/**
 * Refuses connections by the address that is connected to, whatever name led there and whenever it was looked up: Node
 * asks it after the name is resolved and before the connection is made (`blockList` of net.connect), so a name that is
 * public when it is checked and private when it is used (DNS rebinding) gets nowhere.
 */
export class Fence extends BlockList {
  readonly #reaches: ReadonlySet<Reach>;
  readonly #allowed: readonly Range[];

  /** `allowed`: ranges that may be connected to in any case. */
  constructor(reaches: readonly Reach[], allowed: readonly Range[] = []) {
    super();
    this.#reaches = new Set(reaches);
    this.#allowed = allowed;
  }

  /** True for what may not be connected to. */
  override check(address: string | SocketAddress): boolean {
    const text = typeof address === 'string' ? address : address.address;
    if (!ipaddr.isValid(text)) return true;
    const meant = behindGateway(ipaddr.process(text));
    if (this.#allowed.some(([base, bits]) => base.kind() === meant.kind() && meant.match(base, bits))) return false;
    if (METADATA.includes(meant.toNormalizedString())) return true;
    const reach = REACH_OF[meant.range()];
    return reach === undefined || !this.#reaches.has(reach);
  }
}

/** Networks of IPv6 alone reach IPv4 through a gateway, whose addresses hold the other one in their last 32 bits (RFC 6052). */
function behindGateway(address: Address): Address {
  if (address.range() !== 'rfc6052') return address;
  return ipaddr.fromByteArray(address.toByteArray().slice(-4));
}

/** `10.0.0.0/8` or one address; null for what is neither. */
export function parseRange(text: string): Range | null {
  if (ipaddr.isValidCIDR(text)) return ipaddr.parseCIDR(text);
  if (!ipaddr.isValid(text)) return null;
  const address = ipaddr.parse(text);
  return [address, address.kind() === 'ipv4' ? 32 : 128];
}

/** Whether the host of an address is this machine by its own words, as the emulator's is. */
export function saysLoopback(url: string): boolean {
  const host = new URL(url).hostname.replace(/^\[|\]$/g, '');
  return host === 'localhost' || (ipaddr.isValid(host) && ipaddr.process(host).range() === 'loopback');
}

/** Node's word for a connection that was refused by a fence. */
export const FENCED = 'ERR_IP_BLOCKED';
