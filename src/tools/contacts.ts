import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { CONTACT_KINDS, type ContactKind } from '../contacts';
import { PROJECT_ROOT } from '../projectRoot';

const helplineSchema = z.strictObject({
  display: z.string().min(1),
  dial: z.string().min(1),
  /** V: read in the source itself. K: general knowledge, not checked. */
  verified: z.enum(['V', 'V2', 'K']),
  note: z.string().min(1).optional(),
});

/** locales/helplines.json: by country what is known of its lines. None of it is trusted until somebody rang it. */
const helplinesSchema = z.record(
  z.string().regex(/^[A-Z]{2}$/),
  z.strictObject({
    /** Empty where a country has several. */
    timeZone: z.string(),
    emergency: helplineSchema,
    contacts: z.array(
      helplineSchema.extend({
        kind: z.enum(CONTACT_KINDS),
        name: z.string().min(1),
        /** Answers day and night; otherwise the hours are not known. */
        allDay: z.boolean(),
      }),
    ),
  }),
);

type Helpline = z.infer<typeof helplineSchema>;

// Only the deployer knows them.
const LOCAL: readonly ContactKind[] = ['maternity-unit', 'doctor'];

const noteOf = ({ verified, note }: Helpline): string =>
  [verified === 'K' ? 'Not verified.' : '', note ?? ''].filter((part) => part !== '').join(' ');

/**
 * The beginning of a CONTACTS_FILE for a country ("GB"): nothing in it is confirmed, and what is left empty must
 * be filled in before it is accepted. Throws an Error for a country that is not known.
 */
export function presetFor(country: string): object {
  const file = join(PROJECT_ROOT, 'locales', 'helplines.json');
  const helplines = helplinesSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  const known = helplines[country];
  if (known === undefined) {
    const countries = Object.keys(helplines).join(', ');
    throw new Error(
      `No numbers are known for "${country}". Name one of ${countries}, or copy contacts.example.json.`,
    );
  }
  const draft = (line: Helpline) => {
    const note = noteOf(line);
    return { display: line.display, dial: line.dial, confirmed: null, ...(note !== '' && { note }) };
  };
  return {
    country,
    timeZone: known.timeZone,
    emergency: draft(known.emergency),
    contacts: [
      ...LOCAL.map((kind) => ({ kind, name: '', display: '', dial: '', hours: [], confirmed: null })),
      ...known.contacts.map((line) => ({
        kind: line.kind,
        name: line.name,
        hours: line.allDay ? '24/7' : [],
        ...draft(line),
      })),
    ],
  };
}

if (require.main === module) {
  try {
    process.stdout.write(`${JSON.stringify(presetFor(process.argv[2] ?? ''), undefined, 2)}\n`);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : 'The file could not be made.'}\n`);
    process.exitCode = 1;
  }
}
