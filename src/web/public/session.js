const KEY = 'backCare.token';
const TIMEOUT_MS = 15000;

let token = '';

/**
 * A token for the conversation this tab had before, however long ago it fell asleep, or else for a new one:
 * `{ token, conversationId, domain }`. Rejects if the server cannot be reached or refuses.
 */
export async function openSession() {
  const former = recall();
  const response = await fetch('api/directline/token', {
    method: 'POST',
    headers: former ? { Authorization: `Bearer ${former}` } : {},
    signal: window.AbortSignal.timeout?.(TIMEOUT_MS),
  });
  if (!response.ok) throw new Error(`The server answered ${response.status} to the request for a token.`);
  const session = await response.json();
  remember(session.token);
  return session;
}

/** Forgets the token of this tab, and tells the bot to delete the conversation even if the page is gone by then. */
export async function endSession(conversationId) {
  const last = recall();
  remember('');
  if (!last || !conversationId) return;
  try {
    await fetch(`v3/directline/conversations/${encodeURIComponent(conversationId)}/activities`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${last}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({ type: 'endOfConversation' }),
      keepalive: true,
    });
  } catch {
    // Nobody is here any more to be told; the server deletes it when it expires.
  }
}

// Storage may be blocked: then only a reload loses the conversation.
function recall() {
  try {
    return sessionStorage.getItem(KEY) ?? token;
  } catch {
    return token;
  }
}

function remember(newToken) {
  token = newToken;
  try {
    sessionStorage.setItem(KEY, newToken);
  } catch {
    // see above
  }
}
