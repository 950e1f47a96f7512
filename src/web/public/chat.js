import { watchLeave } from './leave.js';
import { look } from './look.js';
import { replaceFailed } from './retry.js';
import { endSession, openSession } from './session.js';
import { isConnected, watchSocket } from './socket.js';

const EXPIRED = 3; // the connection status of Direct Line for a token that is no longer accepted
const FAILED = 4; // and for a start the server refused
const OPENING_MS = 12000;
const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 60000;

const chat = document.getElementById('chat');
const notice = document.getElementById('notice');
const offline = document.getElementById('offline');
const { nonce } = document.querySelector('script[nonce]');
const locale = document.documentElement.lang;

let attempt = 0;
let timer;
let wait = FIRST_WAIT_MS;
let openedAt = 0;
let conversationId;
let directLine;
let store;

/** Opens the conversation of this tab, or opens it again; the newest call wins. */
async function connect() {
  attempt += 1;
  const mine = attempt;
  window.clearTimeout(timer);
  try {
    const session = await openSession();
    if (mine !== attempt) return;
    timer = window.setTimeout(failed, OPENING_MS);
    show(session);
  } catch {
    if (mine === attempt) failed();
  }
}

// The store is kept with its conversation: what could not be sent is still there to be sent again.
function show(session) {
  if (session.conversationId !== conversationId) store = window.WebChat.createStore({}, replaceFailed);
  conversationId = session.conversationId;
  const line = window.WebChat.createDirectLine({
    domain: session.domain,
    token: session.token,
    webSocket: true,
    conversationStartProperties: { locale },
  });
  line.connectionStatus$.subscribe((status) => {
    if (line !== directLine) return;
    if (status === EXPIRED) retryLater();
    if (status === FAILED) failed();
  });
  directLine = line;
  window.WebChat.renderWebChat(
    {
      directLine,
      store,
      locale,
      nonce,
      role: 'main',
      styleOptions: look,
      overrideLocalizedStrings: { TEXT_INPUT_PLACEHOLDER: chat.dataset.placeholder },
    },
    chat,
  );
}

function opened() {
  openedAt = Date.now();
  window.clearTimeout(timer);
  notice.replaceChildren();
}

function lost(toAnotherWindow) {
  if (Date.now() - openedAt > LONGEST_WAIT_MS) wait = FIRST_WAIT_MS;
  if (!toAnotherWindow) return retryLater();
  // Two windows that fight for one conversation would both lose it; this one waits for its reader.
  directLine.end();
  window.clearTimeout(timer);
  tell();
}

function failed() {
  tell();
  retryLater();
}

// Waits longer each time, and not the same time in every browser that a restarted server has lost.
function retryLater() {
  window.clearTimeout(timer);
  timer = window.setTimeout(reconnect, wait * (1 + Math.random()));
  wait = Math.min(wait * 2, LONGEST_WAIT_MS);
}

function reconnect() {
  if (!document.hidden) void connect();
}

function resume() {
  if (document.hidden) return;
  if (isConnected()) notice.replaceChildren();
  else void connect();
}

function tell() {
  if (notice.hasChildNodes()) return;
  notice.append(offline.content.cloneNode(true));
  notice.querySelector('button').addEventListener('click', () => {
    if (window.WebChat) void connect();
    else location.reload();
  });
}

// Where the keyboard lies over the page instead of shrinking it, the page shrinks itself.
function fitAboveKeyboard() {
  const { height, scale } = window.visualViewport;
  if (scale !== 1) return;
  document.documentElement.style.setProperty('--visible-height', `${height}px`);
  document.activeElement?.scrollIntoView({ block: 'nearest' });
}

watchLeave(document.getElementById('leave'), () => {
  attempt += 1; // so that nothing that is still opening shows the chat again
  window.clearTimeout(timer);
  return endSession(conversationId);
});
watchSocket({ onOpen: opened, onLost: lost });
document.addEventListener('visibilitychange', resume);
window.addEventListener('online', resume);
window.addEventListener('offline', tell);
window.addEventListener('pageshow', ({ persisted }) => persisted && resume());
window.visualViewport?.addEventListener('resize', fitAboveKeyboard);
if (window.WebChat) void connect();
else tell();
