// One check as the page tells it: a reducer over the slices, no effects inside.
import type { ProofSlice } from '../../../contract/proof';
import { misfitKey, type Misfit, type ProofStep } from '../../../domain/proof';

export type Walk = {
  phase: 'idle' | 'running' | 'done' | 'stopped';
  /** What is being checked now. */
  step: ProofStep;
  checked: number;
  totals: NonNullable<ProofSlice['totals']> | null;
  /** In the order found, each once. */
  misfits: Misfit[];
  head: ProofSlice['heads'][number] | null;
  /** Where to go on; null before the first slice and after the last. */
  next: string | null;
  error: Error | null;
};

export type WalkAction = { type: 'start' } | { type: 'resume' } | { type: 'slice'; slice: ProofSlice } | { type: 'stop'; error?: Error };

export const noWalk: Walk = { phase: 'idle', step: 'digests', checked: 0, totals: null, misfits: [], head: null, next: null, error: null };

export function walkReducer(walk: Walk, action: WalkAction): Walk {
  switch (action.type) {
    case 'start':
      return { ...noWalk, phase: 'running' };
    case 'resume':
      return { ...walk, phase: 'running', error: null };
    case 'stop':
      // A slice that was on its way when 停止 was tapped comes to nothing; the check goes on before it.
      return walk.phase === 'running' ? { ...walk, phase: 'stopped', error: action.error ?? null } : walk;
    case 'slice':
      return walk.phase === 'running' ? withSlice(walk, action.slice) : walk;
  }
}

function withSlice(walk: Walk, slice: ProofSlice): Walk {
  const known = new Set(walk.misfits.map(misfitKey));
  return {
    ...walk,
    phase: slice.next === null ? 'done' : 'running',
    step: (slice.next?.split(':')[0] as ProofStep | undefined) ?? slice.step,
    // What is missing is looked for in one go and is no thing to count.
    checked: walk.checked + (slice.step === 'gaps' ? 0 : slice.checked),
    totals: walk.totals ?? slice.totals,
    misfits: [...walk.misfits, ...slice.misfits.filter((misfit) => !known.has(misfitKey(misfit)))],
    head: slice.heads.at(-1) ?? walk.head,
    next: slice.next,
  };
}

export const totalOf = ({ totals }: Walk): number => (totals ? totals.digests + totals.plans + totals.records + totals.answers + totals.photos : 0);
