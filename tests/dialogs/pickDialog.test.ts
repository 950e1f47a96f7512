import { startChat } from '../support/startChat';

const offered = async (channelId: string) => {
  const chat = startChat({ channelId });
  await chat.say('Browse themes');
  const theme = await chat.say('What helps');
  return { chat, theme };
};

test.each([[{ text: '2' }], [{ msteams: { type: 'imBack', value: '2' } }], ['2']])(
  'a card submitted after an offer picks like typing: %j',
  async (value) => {
    const { chat, theme } = await offered('msteams');
    expect(theme.outcome?.decision).toMatchObject({ kind: 'command', command: { name: 'theme' } });
    const { outcome } = await chat.send({ value });
    expect(outcome?.decision).toMatchObject({ kind: 'answer', confidence: 1 });
    expect(chat.events).not.toContain('turn.failed');
  },
);

test('in a channel of Teams a number after a mention picks', async () => {
  const { chat } = await offered('msteams');
  const { outcome } = await chat.send({ text: '<at>Bot</at> 2' });
  expect(outcome?.decision).toMatchObject({ kind: 'answer', confidence: 1 });
});

test.each(['2', 'number 2 please', 'the second one', '2.', 'option 2'])(
  '%j picks the second',
  async (said) => {
    const { chat, theme } = await offered('webchat');
    const { outcome } = await chat.say(said);
    expect(outcome?.decision).toMatchObject({ kind: 'answer', confidence: 1 });
    expect(outcome?.decision).not.toEqual(theme.outcome?.decision);
  },
);

test.each(['3 months pregnant', '2 paracetamol', 'third trimester', 'last one', 'week 3'])(
  '%j holds a number and picks nothing',
  async (said) => {
    const { chat } = await offered('webchat');
    const { outcome } = await chat.say(said);
    expect(outcome?.decision).not.toMatchObject({ kind: 'answer', confidence: 1 });
  },
);

test.each(['1,', '1/', 'uno-'])('a word of thousands of characters picks nothing: %j…', async (piece) => {
  const { chat } = await offered('webchat');
  const { outcome } = await chat.say(piece.repeat(4000 / piece.length));
  expect(outcome?.decision).not.toMatchObject({ kind: 'answer', confidence: 1 });
});
