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

type Checklist = { name: string; projectCategories: readonly string[] };

/** Characters that a checklist's name shares with the facility's to be its own: 消防站, not 检查. */
const sharedName = 3;

/**
 * The checklist a scanned facility begins with: the only one for its kind, or the one named after it (特勤消防站: 消防站和
 * 应急池检查表). Null where the person has to choose.
 */
export function proposeChecklist<One extends Checklist>(checklists: readonly One[], project: { name: string; category: string }): One | null {
  const fitting = checklists.filter(({ projectCategories }) => projectCategories.includes(project.category));
  if (fitting.length === 1) return fitting[0]!;
  const [best, second] = fitting.map((one) => ({ one, shared: longestShared(one.name, project.name) })).sort((a, b) => b.shared - a.shared);
  return best && best.shared >= sharedName && best.shared > (second?.shared ?? 0) ? best.one : null;
}

/** Length of the longest run of characters that stands in both. */
function longestShared(a: string, b: string): number {
  for (let length = Math.min(a.length, b.length); length > 0; length -= 1) {
    for (let at = 0; at + length <= a.length; at += 1) if (b.includes(a.slice(at, at + length))) return length;
  }
  return 0;
}
