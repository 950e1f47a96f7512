import type { Storage } from 'botbuilder';
import { startChat } from './support/startChat';

const fail = (): Promise<never> => Promise.reject(new Error('SQLITE_IOERR'));
const down: Storage = { read: fail, write: fail, delete: fail };

test('with the store down red flags and answers still go out, and the failure is logged by name alone', async () => {
  const chat = startChat({ storage: down });
  const alarm = await chat.say('i cant breathe and my chest hurts');
  expect(alarm.outcome?.decision).toMatchObject({ kind: 'red-flag', form: 'full' });
  const answer = await chat.say('is a belly band any good');
  expect(answer.outcome?.decision).toMatchObject({ kind: 'answer', topic: 'treat-support-belt' });
  expect(chat.events).toContain('state.readFailed');
  expect(chat.events.join()).not.toMatch(/SQLITE|breathe/);
});

test('a deletion that failed is not claimed: she gets one calm sentence with the emergency number', async () => {
  const broken: Storage = { read: () => Promise.resolve({}), write: () => Promise.resolve(), delete: fail };
  const chat = startChat({ storage: broken });
  const heard = await chat.say('delete what you stored');
  expect(heard.text).toMatch(/Something went wrong.*emergency number/);
  expect(heard.text).not.toMatch(/deleted/);
});
