import { isIPv6 } from 'node:net';

/** Whom an IP stands for: itself in IPv4, its /64 in IPv6, since one subscriber has a whole /64 (RFC 6177). */
export function clientNetwork(ip: string): string {
  const groups = groupsOf(ip);
  if (!groups) return withoutMapping(ip);
  return `${groups
    .slice(0, 4)
    .map((group) => group.toString(16))
    .join(':')}::/64`;
}

/**
 * The wider network that an IP is easily changed within: its /24 in IPv4, its /56 in IPv6, which is what providers give
 * to one site (RFC 6177).
 */
export function clientNeighbourhood(ip: string): string {
  const groups = groupsOf(ip);
  if (!groups) return `${withoutMapping(ip).replace(/\.\d+$/, '')}.0/24`;
  const [first = 0, second = 0, third = 0, fourth = 0] = groups;
  return `${[first, second, third, fourth & 0xff00].map((group) => group.toString(16)).join(':')}::/56`;
}

const withoutMapping = (ip: string): string => ip.replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, '').replace(/%.*$/, '');

/** The eight groups of an IPv6 address, or null for one of IPv4. */
function groupsOf(ip: string): number[] | null {
  const address = withoutMapping(ip);
  if (!isIPv6(address)) return null;
  const [head = '', tail] = address.split('::');
  const groups = head === '' ? [] : head.split(':');
  if (tail !== undefined) {
    const after = tail === '' ? [] : tail.split(':');
    groups.push(...new Array<string>(Math.max(0, 8 - groups.length - after.length)).fill('0'), ...after);
  }
  return groups.map((group) => Number.parseInt(group, 16));
}
