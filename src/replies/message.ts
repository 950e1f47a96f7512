import type { Call } from './contactWords';

/** One thing the bot says, before it is drawn for a channel. */
export interface Message {
  text: string;
  /** Titles of quick replies; pressing one is as good as typing it. */
  quickReplies?: readonly string[];
  /** Numbers to call, drawn as a card. The text names them too, since not every channel shows cards. */
  calls?: readonly Call[];
  /** A text that she may change, select and copy; drawn as a field, which sends nothing. */
  note?: { title: string; text: string };
}

/** Paragraphs as channels read them: Markdown, one empty line between. */
export function paragraphs(...parts: (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== '').join('\n\n');
}
