const EMPTY_STYLE = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='";

/** Headers for everything the page consists of. */
export const PUBLIC_HEADERS = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Resource-Policy': 'same-origin',
} as const satisfies Record<string, string>;

/** What the page may do: run what carries the nonce, talk to this server, and nothing else. */
export function pageHeaders(
  nonce: string,
  baseUrl: string,
  frameAncestors: readonly string[] = [],
): Record<string, string> {
  const { host, protocol } = new URL(baseUrl);
  // Behind a proxy that does not say so, https looks like http from here.
  const sockets = protocol === 'https:' ? `wss://${host}` : `ws://${host} wss://${host}`;
  const policy = [
    "default-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${frameAncestors.length > 0 ? frameAncestors.join(' ') : "'none'"}`,
    `script-src 'nonce-${nonce}'`,
    // Web Chat also adds an empty style element without a nonce: the hash is that of no text.
    `style-src 'nonce-${nonce}' ${EMPTY_STYLE}`,
    "img-src 'self' blob: data:",
    `connect-src 'self' ${sockets}`,
  ];
  return {
    ...PUBLIC_HEADERS,
    'Content-Security-Policy': policy.join('; '),
    'Permissions-Policy': 'camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()',
    'Cache-Control': 'no-store',
  };
}
