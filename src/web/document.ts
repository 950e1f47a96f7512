import { html, type Html } from './html';
import type { PageWords } from './words';

/** What one request for the page gets. */
export interface Document {
  language: string;
  languages: readonly string[];
  words: PageWords;
  exitUrl: string;
  nonce: string;
  /** The folder of scripts and styles, relative to the page. */
  assets: string;
}

const ICON =
  'data:image/svg+xml,' +
  encodeURIComponent(
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><path fill="#0b5c63" d="M6 4h20a4 4 0 0 1 4 4v12a4 4 0 0 1-4 4H15l-8 6v-6H6a4 4 0 0 1-4-4V8a4 4 0 0 1 4-4z"/></svg>',
  );

/** The page around the chat. What must be readable at once, or without scripts, is in the markup. */
export function renderDocument({ language, languages, words, exitUrl, nonce, assets }: Document): string {
  return html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta
          name="viewport"
          content="width=device-width, initial-scale=1, viewport-fit=cover, interactive-widget=resizes-content"
        />
        <meta name="color-scheme" content="light dark" />
        <title>${words.title}</title>
        <link rel="icon" href="${ICON}" />
        <link rel="stylesheet" nonce="${nonce}" href="${assets}/page.css" />
        <script defer nonce="${nonce}" src="${assets}/webchat.js"></script>
        <script type="module" nonce="${nonce}" src="${assets}/chat.js"></script>
      </head>
      <body>
        <header>
          <h1>${words.heading}</h1>
          <button id="leave" type="button" data-to="${exitUrl}" title="${words.leaveHelp}">
            ${words.leave}
          </button>
          <p>${words.notEmergency}</p>
          ${otherLanguages(language, languages, words.language)}
        </header>
        <div id="notice" role="alert"></div>
        <template id="offline"
          ><p>${words.offline}</p>
          <button type="button">${words.tryAgain}</button></template
        >
        <div id="chat" data-placeholder="${words.sendBoxPlaceholder}">
          <p class="loading">${words.loading}</p>
        </div>
        <noscript><p>${words.noScript}</p></noscript>
      </body>
    </html> `.markup;
}

// Every language is called by its own name, which its readers know.
function otherLanguages(current: string, languages: readonly string[], label: string): Html {
  const links = languages
    .filter((language) => language !== current)
    .map((language) => {
      const name = new Intl.DisplayNames([language], { type: 'language' }).of(language) ?? language;
      return html`<a href="?lang=${encodeURIComponent(language)}" lang="${language}" hreflang="${language}"
        >${name}</a
      >`;
    });
  return links.length > 0 ? html`<nav aria-label="${label}">${links}</nav>` : html``;
}
