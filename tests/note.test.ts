import { startChat, type Heard } from './support/startChat';

/** The text of the field in which the note stands. */
function noteOf({ activities }: Heard): string {
  const cards = activities.flatMap(({ attachments = [] }) =>
    attachments.map(
      ({ content }) => content as { body: { type: string; isMultiline?: boolean; value?: string }[] },
    ),
  );
  const field = cards.flatMap(({ body }) => body).find(({ type }) => type === 'Input.Text');
  expect(field?.isMultiline).toBe(true);
  return field?.value ?? '';
}

test('the note has what she told, in the order of SBAR', async () => {
  const chat = startChat();
  await chat.say('im 33 weeks, my calf is swollen for 3 days now, no bleeding');
  await chat.say('and i feel hot, i have a fever');
  const note = noteOf(await chat.say('note for my midwife'));
  expect(note.split('\n').map((line) => line.split(/[:–(]/)[0]?.trim())).toEqual([
    'Situation',
    'Background',
    'Other illnesses, medicines, allergies',
    'Warning signs',
    'Warning signs',
    'Request',
    '',
  ]);
  expect(note).toMatch(/Situation:.*swollen.*It started about 3 days ago/);
  expect(note).toMatch(/Background: 33 weeks pregnant\./);
  expect(note).toMatch(/yes: .*swollen.* \/ .*fever/);
  expect(note).toMatch(/no: bleeding/);
  expect(note).not.toMatch(/calf is|hot,|undefined|\{\{/);
});

test('what she was asked about and has not, stands in it as no', async () => {
  const chat = startChat();
  await chat.say('sepsis symptoms');
  await chat.say('None of these');
  expect(noteOf(await chat.say('note for my midwife'))).toMatch(/no: feeling very ill with a fever/);
});

test('after help is reached it is offered as a button, and an alarm that holds does not hide it', async () => {
  const chat = startChat();
  await chat.say('i cant breathe and my chest hurts');
  expect(noteOf(await chat.say('write me a note'))).toMatch(/shortness of breath|chest/);
  expect((await chat.say("I've reached help")).buttons).toContain('Note for my midwife');
});

test('violence at home stands in no note', async () => {
  const chat = startChat();
  await chat.say('my husband hits me');
  const heard = await chat.say('note for my midwife');
  expect(noteOf(heard)).not.toMatch(/hurt|scare|control|violen/i);
});

test('in Teams it is a card of its own, and in Spanish it is Spanish', async () => {
  const teams = startChat({ channelId: 'msteams' });
  await teams.say('my waters broke');
  expect(noteOf(await teams.say('note for my midwife'))).toMatch(/Situation: .*fluid/);
  const spanish = startChat({ locale: 'es' });
  await spanish.say('tengo fiebre desde ayer');
  expect(noteOf(await spanish.say('nota para mi matrona'))).toMatch(/Situación: .*fiebre.*Empezó ayer/);
});

test('what to say on the phone ends with since when', async () => {
  const heard = await startChat().say('im 30 weeks and i cant breathe since last night');
  expect(heard.text).toMatch(/What to say: “30 weeks pregnant\. .*It started last night\.”/);
});

test('what was not about her stands in no note; what can wait some days does', async () => {
  const chat = startChat();
  await chat.say('my waters broke');
  await chat.say("It wasn't about me now");
  expect(noteOf(await chat.say('note for my midwife'))).toMatch(/yes: ____/);
  await chat.say('i took ibuprofen yesterday for my back');
  expect(noteOf(await chat.say('note for my midwife'))).toMatch(/yes: ibuprofen/);
});
