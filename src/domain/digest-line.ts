// One line of a digest: what it says, where it leads, and which records and answers it tells of.
import type { Phrase } from '../text/digest';
import type { DigestEffect } from './digest-effects';
import type { ChangeFact } from './digest-facts';

/** `label`: what tells it from the others of its line. */
export type DigestLink = { kind: 'report' | 'hazard' | 'project' | 'plan_item' | 'plan' | 'order'; /** Of a plan the year. */ id: string; label?: string };
/** `strong`: parts of the text that stand out, each to be found in it. */
export type DigestLine = { text: string; strong: string[]; links: DigestLink[]; effects: DigestEffect[] };
/** A line before its effects: which records and answers it tells of. */
export type Told = Omit<DigestLine, 'effects'> & { causes: string[]; moves: ChangeFact[] };

export const reportLink = (id: string, label?: string): DigestLink => ({ kind: 'report', id, ...(label && { label }) });
/** `changes`: those that moved the values which the line explains. */
export const line = (phrase: Phrase, links: DigestLink[], changes: readonly ChangeFact[] = []): Told => ({
  ...phrase,
  links,
  causes: changes.flatMap(({ causeId }) => causeId ?? []),
  moves: [],
});
