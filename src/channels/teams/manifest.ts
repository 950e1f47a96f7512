import type { TeamsSettings } from './settings';
import { NAME_SLOT, type CommandId, type TeamsWords } from './words';

/** Old enough for every tenant, new enough for all the bot needs. */
const MANIFEST_VERSION = '1.19';
const SCHEMAS = `https://developer.microsoft.com/json-schemas/teams/v${MANIFEST_VERSION}`;

/** The background of the colour icon. */
export const ACCENT_COLOR = '#2F6F73';

/** What the files beside manifest.json are called. */
export const ICON_FILES = { color: 'color.png', outline: 'outline.png' } as const;

interface CommandList {
  scopes: readonly ('personal' | 'team' | 'groupChat')[];
  commands: readonly CommandId[];
}

/** Where others read along, nothing that is about one person. */
const COMMAND_LISTS: readonly CommandList[] = [
  { scopes: ['personal'], commands: ['help', 'whoToCall', 'warningSigns', 'changeLanguage', 'deleteStored'] },
  { scopes: ['team', 'groupChat'], commands: ['help', 'whoToCall', 'warningSigns'] },
];

/** The app, its settings and its words, the default language first. */
export interface TeamsApp {
  settings: TeamsSettings;
  /** MAJOR.MINOR.PATCH: Teams refuses a pre-release. */
  version: string;
  languages: ReadonlyMap<string, TeamsWords>;
}

export type TeamsManifest = ReturnType<typeof teamsManifest>;

/** The manifest of the Teams app, in the words of the default language. */
export function teamsManifest({ settings, version, languages }: TeamsApp) {
  const [first, ...others] = languages;
  if (!first) throw new Error('Cannot write a Teams manifest without a language: locales/ has no folder.');
  const [code, words] = first;
  return {
    $schema: `${SCHEMAS}/MicrosoftTeams.schema.json`,
    manifestVersion: MANIFEST_VERSION,
    version,
    id: settings.appId,
    developer: {
      name: settings.developerName,
      websiteUrl: settings.websiteUrl,
      privacyUrl: settings.privacyUrl,
      termsOfUseUrl: settings.termsUrl,
    },
    name: names(settings, words),
    description: words.description,
    icons: ICON_FILES,
    accentColor: ACCENT_COLOR,
    localizationInfo: {
      defaultLanguageTag: code,
      additionalLanguages: others.map(([tag]) => ({ languageTag: tag, file: localizationFile(tag) })),
    },
    bots: [
      {
        botId: settings.botId,
        scopes: ['personal', 'team', 'groupChat'],
        supportsFiles: false,
        isNotificationOnly: false,
        commandLists: COMMAND_LISTS.map(({ scopes, commands }) => ({
          scopes,
          commands: commands.map((id) => words.commands[id]),
        })),
      },
    ],
    defaultInstallScope: 'personal',
    validDomains: settings.publicHost === undefined ? [] : [settings.publicHost],
  };
}

/** The manifest's words in a further language, by their paths in the manifest. */
export function teamsLocalization(settings: TeamsSettings, words: TeamsWords): Record<string, string> {
  const name = names(settings, words);
  const commands = COMMAND_LISTS.flatMap((list, l) =>
    list.commands.flatMap((id, c) => {
      const path = `bots[0].commandLists[${l}].commands[${c}]`;
      const { title, description } = words.commands[id];
      return [
        [`${path}.title`, title],
        [`${path}.description`, description],
      ] as const;
    }),
  );
  return {
    $schema: `${SCHEMAS}/MicrosoftTeams.Localization.schema.json`,
    'name.short': name.short,
    'name.full': name.full,
    'description.short': words.description.short,
    'description.full': words.description.full,
    ...Object.fromEntries(commands),
  };
}

/** Where the words of a further language lie in the package. */
export function localizationFile(code: string): string {
  return `${code}.json`;
}

function names(settings: TeamsSettings, words: TeamsWords): TeamsWords['name'] {
  const short = settings.appName ?? words.name.short;
  return { short, full: words.name.full.replaceAll(NAME_SLOT, () => short) };
}
