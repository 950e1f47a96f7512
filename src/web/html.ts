/** Markup that may go into a page as it is. */
export interface Html {
  readonly markup: string;
}

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** A template of markup; every text put into it is escaped, for element content and quoted attributes alike. */
export function html(markup: TemplateStringsArray, ...values: (string | Html | Html[])[]): Html {
  return { markup: String.raw({ raw: markup }, ...values.map(toMarkup)) };
}

function toMarkup(value: string | Html | Html[]): string {
  if (Array.isArray(value)) return value.map(toMarkup).join('');
  return typeof value === 'string' ? value.replace(/[&<>"']/g, (char) => ENTITIES[char] ?? '') : value.markup;
}
