import type { Activity } from 'botbuilder';
import { runServer } from './support/runServer';

interface Card {
  version: string;
  fallbackText: string;
  body: { text?: string; actions?: { type: string; title: string; data: object }[] }[];
  actions: { type: string; title: string; url?: string }[];
}

let teams: Awaited<ReturnType<typeof runServer>>;
beforeEach(async () => {
  teams = await runServer();
});
afterEach(() => teams.close());

const cardOf = (activity: Partial<Activity> | undefined): Card => activity?.attachments?.[0]?.content as Card;

test('an installation is greeted once, though Teams tells it twice', async () => {
  const added = { membersAdded: [{ id: '29:her' }, { id: '28:bot' }] };
  const greeted = await teams.message(undefined, { type: 'installationUpdate', action: 'add' });
  expect(greeted.body.activities?.[0]?.text).toMatch(/not a doctor/);
  expect(
    (await teams.message(undefined, { type: 'conversationUpdate', ...added })).body.activities ?? [],
  ).toEqual([]);
  const again = await teams.message(undefined, { type: 'installationUpdate', action: 'add' });
  expect(again.body.activities ?? []).toEqual([]);
  const removed = await teams.message(undefined, { type: 'installationUpdate', action: 'remove' });
  expect([removed.status, removed.body.activities ?? []]).toEqual([200, []]);
});

test('the mention before a message is not part of it', async () => {
  const said = '<at>Back Care</at>&nbsp; hello\n';
  const entities = [{ type: 'mention', text: '<at>Back Care</at>', mentioned: { id: '28:bot' } }];
  expect((await teams.message(said, { entities })).body.activities?.[0]?.text).toMatch(/^Hello!/);
});

test('more than three quick replies come as a card with a row each, and never beside suggested actions', async () => {
  const { body } = await teams.message('Browse themes');
  const [words, choices] = body.activities ?? [];
  expect(words?.text).toBe('Which theme?');
  const card = cardOf(choices);
  expect(card.version).toBe('1.5');
  const buttons = card.body.flatMap(({ actions }) => actions ?? []);
  expect(buttons).toHaveLength(5);
  for (const { title, data } of buttons) {
    expect(data).toEqual({ msteams: { type: 'imBack', value: title } });
    expect(card.fallbackText).toContain(title);
  }
  for (const activity of body.activities ?? []) {
    expect(activity.suggestedActions !== undefined && activity.attachments !== undefined).toBe(false);
  }
});

test('up to three quick replies are suggested actions', async () => {
  const { body } = await teams.message('i cant breathe and my chest hurts');
  expect(body.activities?.at(-1)?.suggestedActions?.actions.map(({ title }) => title)).toEqual([
    "I've reached help",
    "I can't reach anyone",
    "It wasn't about me now",
  ]);
});

test('with contacts an emergency has the number in its text first, then a card to call from', async () => {
  const emergency = { display: '999', dial: '999' };
  const unit = {
    kind: 'maternity-unit' as const,
    name: 'Example unit',
    display: '01632 960 001',
    dial: '+441632960001',
    hours: '24/7' as const,
    confirmed: '2026-11-01',
  };
  const contacts = { country: 'GB', timeZone: 'Europe/London', emergency, contacts: [unit] };
  const chat = await runServer({ contacts });
  const [words, call] = (await chat.message('i cant breathe and my chest hurts')).body.activities ?? [];
  expect(words?.text).toMatch(/^\*\*Call now: 999\.\*\*/);
  expect(words?.attachments).toBeUndefined();
  const card = cardOf(call);
  expect(card.fallbackText).toContain('999');
  expect(card.actions[0]).toMatchObject({ type: 'Action.OpenUrl', url: 'tel:999' });
  expect(card.actions.map(({ title }) => title)).toContain("I've reached help");
  const [sameDay] =
    (await chat.message('i am bleeding a little from down below', { conversation: { id: 'second' } })).body
      .activities ?? [];
  expect(sameDay?.text).toMatch(/^\*\*Phone Example unit \(01632 960 001\) now, day or night\.\*\*/);
  await chat.close();
});
