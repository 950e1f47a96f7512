import { startChat } from './support/startChat';

// What the routes must say, and must not: nobody in a crisis or in danger at home is told to phone the labour ward.
const unit = {
  kind: 'maternity-unit' as const,
  name: 'LABOUR WARD',
  display: '01',
  dial: '01',
  hours: '24/7' as const,
  confirmed: '2026-11-01',
};
const crisis = { ...unit, kind: 'crisis-line' as const, name: 'CRISIS LINE', display: '02', dial: '02' };
const poison = { ...unit, kind: 'poison-line' as const, name: 'POISON LINE', display: '03', dial: '03' };
const abuse = { ...unit, kind: 'abuse-line' as const, name: 'ABUSE LINE', display: '04', dial: '04' };
const contacts = {
  country: 'GB',
  timeZone: 'Europe/London',
  emergency: { display: '999', dial: '999' },
  contacts: [unit, crisis, poison, abuse],
};

test.each([
  ['i want to kill myself tonight', 'mental-health', /999.*CRISIS LINE/],
  ['i have a plan to end my life', 'mental-health', /999.*CRISIS LINE/],
  ['i took 30 paracetamol tablets', 'poison', /Call now: 999/],
])('%s is answered by its own route (%s)', async (text, _route, wanted) => {
  const heard = await startChat({ contacts }).say(text);
  expect(heard.text).toMatch(wanted);
  expect(heard.text).not.toMatch(/LABOUR WARD/);
});

test('violence at home: no number but the emergency one, no repeat of what she told, no labour ward', async () => {
  const chat = startChat({ contacts });
  const heard = await chat.say('my husband hits me when he is angry');
  expect(heard.outcome?.decision).toMatchObject({ kind: 'red-flag' });
  expect(heard.text).toMatch(/999/);
  expect(heard.text).not.toMatch(/LABOUR WARD|ABUSE LINE|hurts, scares|husband/);
  const next = await chat.say('is a belly band any good');
  expect(next.text).not.toMatch(/Earlier you told me/);
});

test('a same-day flag names the maternity unit and what to do if nobody answers', async () => {
  const heard = await startChat({ contacts }).say('my baby hasnt moved all day');
  expect(heard.text).toMatch(/^\n?\*\*Phone LABOUR WARD \(01\) now, day or night\.\*\*/);
  expect(heard.text).toMatch(/If nobody answers/);
});

test('at a closed hour the one who answers is named', async () => {
  const closed = {
    ...unit,
    name: 'CLOSED UNIT',
    hours: [{ days: ['sun' as const], from: '08:00', to: '09:00' }],
  };
  const line = { ...unit, kind: 'advice-line' as const, name: 'ADVICE LINE' };
  const chat = startChat({ contacts: { ...contacts, contacts: [closed, line] } });
  expect((await chat.say('my baby hasnt moved all day')).text).toMatch(/Phone ADVICE LINE/);
  const only = startChat({ contacts: { ...contacts, contacts: [closed] } });
  expect((await only.say('my baby hasnt moved all day')).text).toMatch(
    /CLOSED UNIT: not open at this hour\. It answers: Sun 08:00–09:00\./,
  );
  const weekday = {
    ...closed,
    name: 'OPEN UNIT',
    hours: [{ days: ['wed' as const], from: '08:00', to: '20:00' }],
  };
  const open = startChat({ contacts: { ...contacts, contacts: [weekday] } });
  expect((await open.say('my baby hasnt moved all day')).text).toMatch(
    /OPEN UNIT answers: Wed 08:00–20:00\./,
  );
});

test('with REQUIRE_REVIEW no unsigned answer is given, offered or listed, and red flags still are', async () => {
  const chat = startChat({ requireReview: true });
  expect((await chat.say('is a belly band any good')).outcome?.decision.kind).toBe('fallback');
  expect((await chat.say('What helps')).text).toMatch(/no checked answers/);
  expect((await chat.say('i cant breathe and my chest hurts')).outcome?.decision.kind).toBe('red-flag');
});

test('a flag that can wait is said before the answer to her question', async () => {
  const heard = await startChat().say('i took ibuprofen yesterday, is a belly band any good for my back?');
  expect(heard.outcome).toMatchObject({ advice: { level: 'few-days' }, decision: { kind: 'answer' } });
  expect(heard.activities[0]?.text).toMatch(/^\*\*Please see/);
});

describe('when nobody answers', () => {
  const line = { ...unit, kind: 'advice-line' as const, name: 'ADVICE LINE', display: '05', dial: '05' };
  const several = { ...contacts, contacts: [...contacts.contacts, line] };

  test('the next number that answers at this hour, then the emergency number, and the alarm holds', async () => {
    const chat = startChat({ contacts: several });
    await chat.say('my baby hasnt moved all day');
    const next = await chat.say("I can't reach anyone");
    expect(next.text).toMatch(/^\n?\*\*Try next: ADVICE LINE \(05\)\.\*\*/);
    const last = await chat.say('nobody answers');
    expect(last.text).toMatch(/Call 999 now and keep trying/);
    expect(last.text).not.toMatch(/LABOUR WARD|ADVICE LINE/);
    expect((await chat.say('hello')).outcome?.held?.flag).toBe('reduced-movements');
  });

  test('each route has words of its own', async () => {
    const crisisChat = startChat({ contacts: several });
    await crisisChat.say('i want to kill myself tonight');
    const crisisNext = await crisisChat.say("I can't reach anyone");
    expect(crisisNext.text).toMatch(/CRISIS LINE/);
    expect(crisisNext.text).not.toMatch(/LABOUR WARD/);
    const home = startChat({ contacts: several });
    await home.say('my husband hits me when he is angry');
    expect((await home.say("I can't reach anyone")).text).toMatch(/as soon as it is safe/);
  });
});

test('what to say on the phone begins with the weeks that she told, and only if she told them exactly', async () => {
  const told = await startChat({ contacts }).say('35 weeks and my waters broke');
  expect(told.text).toMatch(/35 weeks pregnant/);
  const roughly = await startChat({ contacts }).say('third trimester and my waters broke');
  expect(roughly.text).not.toMatch(/weeks pregnant/);
});

test('of several maternity units all that are open are named, since only she knows which is hers', async () => {
  const hours = [{ days: ['sun' as const], from: '08:00', to: '09:00' }];
  const units = [
    { ...unit, name: 'NORTH', display: '011' },
    { ...unit, name: 'CLOSED', hours },
    { ...unit, name: 'SOUTH', display: '012' },
  ];
  const heard = await startChat({ contacts: { ...contacts, contacts: units } }).say(
    'my baby hasnt moved all day',
  );
  expect(heard.text).toMatch(/Phone your maternity unit \(NORTH: 011; SOUTH: 012\) now/);
  expect(heard.buttons).toEqual(expect.arrayContaining(['Call NORTH', 'Call SOUTH']));
  expect(heard.text).not.toMatch(/CLOSED/);
});

test('where a name has an answer too, the question is read first and its buttons are what is offered', async () => {
  const heard = await startChat({ contacts }).say('sepsis symptoms');
  expect(heard.outcome).toMatchObject({ check: 'sepsis', decision: { kind: 'answer' } });
  expect(heard.text).toMatch(/Do you have any of these now\?[\s\S]*Sources:/);
  expect(heard.buttons).toEqual(expect.arrayContaining(['A fever', 'None of these']));
});
