import { startChat } from './support/startChat';

const EMERGENCY = 'i cant breathe and my chest hurts';
const SAME_DAY = 'i am bleeding a little from down below';

async function warned(by = EMERGENCY) {
  const chat = startChat();
  await chat.say(by);
  return chat;
}

test.each([
  'start over',
  'new chat',
  'change language',
  '2',
  'hello',
  'bye',
  'i am fine',
  'forget it',
  'my memory is bad, i forget everything',
  'how do you store my data',
  'i have not reached help',
  "I've reached help?",
  'false alarm?',
  `It wasn't about me now${' '.repeat(20_000)}my waters broke`,
  '',
  'x'.repeat(30_000),
])('an emergency goes on after %.40j', async (text) => {
  const chat = await warned();
  expect((await chat.say(text)).outcome?.decision.kind).toBe('red-flag');
  expect((await chat.say('is a belly band any good')).outcome?.decision).toMatchObject({
    kind: 'red-flag',
    form: 'reminder',
    alarm: { level: 'emergency' },
  });
});

test('a wish to be forgotten that is only guessed at leaves a same-day warning, and tells how to say it', async () => {
  const chat = await warned(SAME_DAY);
  const guessed = await chat.say('my memory is bad, i forget everything');
  expect(guessed.outcome?.decision).toMatchObject({ kind: 'command', command: { name: 'help' } });
  expect(guessed.text).toMatch(/delete what you stored/);
  expect((await chat.say('is a belly band any good')).outcome?.held?.level).toBe('same-day');
});

test('word for word it deletes, after the advice once more', async () => {
  const chat = await warned();
  const forgotten = await chat.say('delete what you stored');
  expect(forgotten.text).toMatch(/once more[\s\S]*Call now[\s\S]*I have deleted/);
  expect((await chat.say('is a belly band any good')).outcome?.decision.kind).toBe('answer');
});

test('a red flag at the end of 100,000 characters is found, and one at the start too', async () => {
  const padding = 'i like my new pillow. '.repeat(4600);
  for (const text of [`${padding}${EMERGENCY}`, `${EMERGENCY}. ${padding}`]) {
    const { outcome } = await startChat().say(text);
    expect(outcome?.decision).toMatchObject({ kind: 'red-flag', alarm: { level: 'emergency' } });
  }
});

test('a message whose delivery has an empty id is not taken for a repeated one', async () => {
  const chat = startChat();
  await chat.send({ text: 'hello', id: '' });
  expect((await chat.send({ text: EMERGENCY, id: '' })).outcome?.decision.kind).toBe('red-flag');
});
