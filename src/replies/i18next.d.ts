import 'i18next';
import type bot from '../../locales/en/bot.json';
import type page from '../../locales/en/page.json';

// Keys are typed from English, so that a wrong one does not compile.
declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'bot';
    resources: { bot: typeof bot; page: typeof page };
  }
}
