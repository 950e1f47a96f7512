import type { TurnContext } from 'botbuilder';
import {
  DialogSet,
  DialogTurnStatus,
  WaterfallDialog,
  recognizeChoices,
  type DialogState,
  type WaterfallStepContext,
} from 'botbuilder-dialogs';
import type { StatePropertyAccessor } from 'botbuilder';
import { words } from '../src/knowledge/text';

/** Something that was offered: what it stands for, and the title on its button. */
export interface Choice {
  value: string;
  title: string;
}

/** Offers choices in one message and understands the answer in the next. */
export interface PickDialog {
  /** Notes what is on offer; the offer itself is said by the caller. */
  offer(context: TurnContext, choices: readonly Choice[]): Promise<void>;
  /** The value picked, by title, number or place in the list; undefined if she said something else. Ends the offer. */
  pick(context: TurnContext, utterance: string): Promise<string | undefined>;
  /** Takes the offer back. */
  cancel(context: TurnContext): Promise<void>;
}

const ID = 'pick';
// The recognizer of numbers takes seconds for a word of thousands of characters.
const LONGEST_PICK_CHARACTERS = 60;

/** How a language picks: its code, and the words that may stand around a number ("the", "option", "please"). */
export interface PickLanguage {
  code: string;
  fillers: readonly string[];
}

/** One offer at a time in each conversation, remembered in `state`. */
export function createPickDialog(
  state: StatePropertyAccessor<DialogState>,
  language: PickLanguage,
): PickDialog {
  const dialogs = new DialogSet(state);
  let said = ''; // not activity.text, which a submitted card does not have
  dialogs.add(
    new WaterfallDialog<{ choices: readonly Choice[] }>(ID, [
      () => Promise.resolve({ status: DialogTurnStatus.waiting }),
      (step) => step.endDialog(recognise(said.trim(), step, language)),
    ]),
  );
  return {
    offer: async (context, choices) => {
      const dialog = await dialogs.createContext(context);
      await dialog.cancelAllDialogs();
      await dialog.beginDialog(ID, { choices });
    },
    pick: async (context, utterance) => {
      said = utterance;
      const dialog = await dialogs.createContext(context);
      const turn = await dialog.continueDialog();
      return typeof turn.result === 'string' ? turn.result : undefined;
    },
    cancel: async (context) => {
      const dialog = await dialogs.createContext(context);
      await dialog.cancelAllDialogs();
    },
  };
}

function recognise(
  utterance: string,
  step: WaterfallStepContext<{ choices: readonly Choice[] }>,
  { code, fillers }: PickLanguage,
): string | undefined {
  if (utterance.length > LONGEST_PICK_CHARACTERS) return undefined;
  const { choices } = step.options;
  const [found] = recognizeChoices(
    utterance,
    choices.map(({ title, value }) => ({ value, synonyms: [title] })),
    { locale: code, noValue: true },
  );
  if (found === undefined) return undefined;
  // A number picks when nothing else is said: "3 months pregnant" and "2 paracetamol" are news, not choices.
  const byTitle = found.resolution.synonym !== undefined;
  const around = words(utterance.slice(0, found.start) + ' ' + utterance.slice(found.end + 1));
  return byTitle || around.every((word) => fillers.includes(word)) ? found.resolution.value : undefined;
}
