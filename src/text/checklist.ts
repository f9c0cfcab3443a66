/** The three answers to a clause of a safety check (安全检查). */

export const checkAnswerWords = { pass: '合格', fail: '不合格', not_applicable: '不适用' } as const;
