import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** Teams refuses a package with longer texts than these, in characters. */
export const LIMITS = {
  shortName: 30,
  fullName: 100,
  shortDescription: 80,
  fullDescription: 4000,
  developerName: 32,
  commandTitle: 32,
  commandDescription: 128,
} as const;

/** Stands in a full name for the short one, which the deployer may have chosen. */
export const NAME_SLOT = '{{name}}';

const text = (limit: number): z.ZodString => z.string().min(1).max(limit);

const command = z.strictObject({
  /** What Teams sends to the bot when the command is tapped. */
  title: text(LIMITS.commandTitle),
  description: text(LIMITS.commandDescription),
});

const wordsSchema = z.strictObject({
  name: z.strictObject({
    short: text(LIMITS.shortName),
    full: z
      .string()
      .includes(NAME_SLOT)
      .refine(fitsEveryName, {
        message: `with a short name of ${LIMITS.shortName} characters it has more than ${LIMITS.fullName}`,
      }),
  }),
  description: z.strictObject({
    short: text(LIMITS.shortDescription),
    full: z
      .array(z.string().min(1))
      .min(1)
      .transform((paragraphs) => paragraphs.join('\n\n'))
      .pipe(text(LIMITS.fullDescription)),
  }),
  commands: z.strictObject({
    help: command,
    whoToCall: command,
    warningSigns: command,
    changeLanguage: command,
    deleteStored: command,
  }),
});

function fitsEveryName(full: string): boolean {
  return full.replaceAll(NAME_SLOT, '_'.repeat(LIMITS.shortName)).length <= LIMITS.fullName;
}

/** What one language says of the app in the Teams store and in the command menu. */
export type TeamsWords = z.infer<typeof wordsSchema>;

export type CommandId = keyof TeamsWords['commands'];

/**
 * Reads `<code>/teams.json` of every language below `locales`, the default language (English) first. Throws an
 * Error with file and path for the first thing that is wrong.
 */
export function readTeamsWords(locales: string): ReadonlyMap<string, TeamsWords> {
  const codes = readdirSync(locales, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort((a, b) => Number(b === 'en') - Number(a === 'en') || a.localeCompare(b));
  return new Map(codes.map((code) => [code, readWords(locales, `${code}/teams.json`)]));
}

function readWords(locales: string, file: string): TeamsWords {
  let data: unknown;
  try {
    data = JSON.parse(readFileSync(join(locales, file), 'utf8'));
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'it cannot be read';
    throw new Error(`Cannot load locales/${file}: ${reason}`, { cause: error });
  }
  const result = wordsSchema.safeParse(data);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new Error(`Cannot load locales/${file} at ${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`);
}
