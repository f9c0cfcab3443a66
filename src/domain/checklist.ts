// 安全检查: how far a check is, and what still keeps it from being sent.

export const checkAnswers = ['pass', 'fail', 'not_applicable'] as const;
export type CheckAnswer = (typeof checkAnswers)[number];

type Item = { key: string };
type Answered = { key: string; answer: CheckAnswer };

export type CheckProgress = {
  answered: number;
  total: number;
  failed: number;
  /** Key of the first unanswered clause, where the form continues; null when complete. */
  nextKey: string | null;
  isComplete: boolean;
};

/** Only clauses of this checklist version count: a draft may still hold answers of an older one. */
export function progressOf(answers: readonly Answered[], items: readonly Item[]): CheckProgress {
  const byKey = new Map(answers.map(({ key, answer }) => [key, answer]));
  const next = items.find(({ key }) => !byKey.has(key));
  return {
    answered: items.filter(({ key }) => byKey.has(key)).length,
    total: items.length,
    failed: items.filter(({ key }) => byKey.get(key) === 'fail').length,
    nextKey: next?.key ?? null,
    isComplete: next === undefined,
  };
}

/** Keys of failed clauses without a photo of their own: 不合格 needs one, no other answer does. */
export function failsNeedPhoto(answers: readonly Answered[], photos: readonly { itemKey?: string | null }[]): string[] {
  const shown = new Set(photos.map(({ itemKey }) => itemKey));
  return answers.filter(({ key, answer }) => answer === 'fail' && !shown.has(key)).map(({ key }) => key);
}
