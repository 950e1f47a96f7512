import type { IncomingMessage } from 'node:http';
import type { DirectLineOptions } from './options';

const IPV4 = /^(?:::ffff:)?(\d+\.\d+\.\d+\.\d+)$/i;

/** Whom the limits count a request for. */
export function clientOf(
  req: IncomingMessage,
  { clientAddress }: Pick<DirectLineOptions, 'clientAddress'>,
): string {
  return network(clientAddress?.(req) ?? req.socket.remoteAddress ?? '');
}

// An IPv4 address, or the /64 that an IPv6 household has to itself.
function network(address: string): string {
  const ipv4 = IPV4.exec(address)?.[1];
  if (ipv4 !== undefined) return ipv4;
  const [head = '', tail = ''] = address.replace(/%.*$/, '').split('::');
  const left = head.split(':').filter(Boolean);
  const right = tail.split(':').filter(Boolean);
  const zeros = new Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0');
  return [...left, ...zeros, ...right].slice(0, 4).join(':').toLowerCase();
}
