import { ActionTypes, ActivityTypes, CardFactory, type Activity, type Attachment } from 'botbuilder';
import type { Message } from './message';
import type { Speaker } from './speaker';

type Draw = Pick<Speaker, 't' | 'language'>;

// Teams shows three suggested actions at most, and none beside a card.
const TEAMS_SUGGESTED = 3;
const CARD_VERSION = '1.5';

/** Draws messages for a channel: suggested actions, or a card where the channel wants one. */
export function activitiesFor(
  messages: readonly Message[],
  channelId: string,
  speaker: Draw,
): Partial<Activity>[] {
  const teams = channelId === 'msteams';
  return messages.flatMap((message) => (teams ? forTeams(message, speaker) : [forWebChat(message, speaker)]));
}

function forWebChat(message: Message, speaker: Draw): Partial<Activity> {
  const { calls = [], quickReplies = [], note } = message;
  if (note) {
    const attachments = [noteCard(note)];
    return withSuggestions({ ...spoken(message.text, speaker), attachments }, quickReplies);
  }
  if (calls.length === 0) return withSuggestions(spoken(message.text, speaker), quickReplies);
  return withSuggestions({ ...spoken('', speaker), attachments: [callCard(message, speaker)] }, quickReplies);
}

function forTeams(message: Message, speaker: Draw): Partial<Activity>[] {
  const { text, calls = [], quickReplies = [], note } = message;
  if (note) {
    const field = { ...spoken('', speaker), attachments: [noteCard(note)] };
    return [field, ...forTeams({ text, quickReplies }, speaker)];
  }
  if (calls.length > 0)
    return [{ ...spoken('', speaker), attachments: [callCard(message, speaker, quickReplies)] }];
  if (quickReplies.length <= TEAMS_SUGGESTED) return [withSuggestions(spoken(text, speaker), quickReplies)];
  return [
    spoken(text, speaker),
    { ...spoken('', speaker), attachments: [choiceCard(quickReplies, speaker)] },
  ];
}

function spoken(text: string, { language }: Draw): Partial<Activity> {
  return {
    type: ActivityTypes.Message,
    locale: language,
    ...(text !== '' && { text, textFormat: 'markdown' }),
    inputHint: 'acceptingInput',
  };
}

function withSuggestions(activity: Partial<Activity>, titles: readonly string[]): Partial<Activity> {
  if (titles.length === 0) return activity;
  const actions = titles.map((title) => ({ type: ActionTypes.ImBack, title, value: title }));
  return { ...activity, suggestedActions: { to: [], actions } };
}

/** Numbers in plain sight, with a button each for phones that can dial. */
function callCard(
  { text, calls = [] }: Message,
  { t }: Draw,
  quickReplies: readonly string[] = [],
): Attachment {
  return card(
    [
      textBlock(text, { weight: 'bolder' }),
      ...calls.map(({ name, display }) =>
        textBlock(name === text ? display : `${name}: ${display}`, { size: 'large' }),
      ),
    ],
    [
      ...calls.map(({ name, display, dial }) => ({
        type: 'Action.OpenUrl',
        title: t('alarm.call', { name: name === text ? display : name }),
        url: `tel:${dial}`,
      })),
      ...quickReplies.map(imBack),
    ],
    calls.map(({ name, display }) => `${name}: ${display}`).join('; '),
  );
}

function noteCard({ title, text }: { title: string; text: string }): Attachment {
  const field = { type: 'Input.Text', id: 'note', label: title, isMultiline: true, value: text };
  return card([field], [], text);
}

function choiceCard(titles: readonly string[], { t }: Draw): Attachment {
  const fallback = t('card.fallback', { choices: titles.join(' · ') });
  // One set for each: Teams shows six actions of a card at most, and long titles need a row of their own.
  const rows = titles.map((title) => ({ type: 'ActionSet', actions: [imBack(title)] }));
  return card([textBlock(t('card.choose'), {}), ...rows], [], fallback);
}

function card(body: object[], actions: object[], fallbackText: string): Attachment {
  return CardFactory.adaptiveCard({
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    type: 'AdaptiveCard',
    version: CARD_VERSION,
    body,
    actions,
    fallbackText,
    speak: fallbackText,
  });
}

function textBlock(text: string, style: object): object {
  return { type: 'TextBlock', text, wrap: true, ...style };
}

function imBack(title: string): object {
  return { type: 'Action.Submit', title, data: { msteams: { type: 'imBack', value: title } } };
}
