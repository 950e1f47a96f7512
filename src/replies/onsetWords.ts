import type { Onset } from '../knowledge/safety/onset';
import type { Stage } from '../knowledge/safety/numberMeanings';
import type { Words } from './i18n';

/** Since when it is so, as a sentence. */
export function sinceOf({ when, count = 1 }: Onset, { t }: Pick<Words, 't'>): string {
  return t(`alarm.since.${when}`, { count });
}

/** Her weeks or the days since the birth, if she told them exactly, as a sentence. */
export function stageOf(
  { weeks, daysSinceBirth: days, roughly }: Stage,
  { t }: Pick<Words, 't'>,
): string | undefined {
  if (days !== undefined) return t('alarm.stage.days', { days });
  return weeks === undefined || roughly ? undefined : t('alarm.stage.weeks', { weeks });
}
