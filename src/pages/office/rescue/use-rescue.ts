// One rescue file on the office's screen: picked, opened, imported report by report. Plain data in, plain data out.
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useReducer, useRef } from 'react';
import { useClient } from '../../../api/provider';
import { pickFile } from '../../../platform/pick-file';
import { uploadBytes } from '../../../platform/upload';
import { usePhone } from '../../../state/phone';
import { type CheckedItem, openRescue, type OpenedRescue, RescueFileError, type RescueRefusal } from '../../../state/rescue-file';
import { importItem, type ImportResult } from '../../../state/rescue-import';
import { useSession } from '../../../state/session';
import { toWire } from '../../../state/wire';

/** `unreadable`: the system did not hand the file over. */
export type Refusal = RescueRefusal | 'unreadable';
export type Step = { kind: 'waiting' } | { kind: 'sending'; ordinal: number | null } | ImportResult;

type State =
  | { phase: 'empty' }
  | { phase: 'opening'; done: number; total: number }
  | { phase: 'refused'; reason: Refusal }
  /** Steps by id of the report; none before it was asked for. */
  | { phase: 'open'; rescue: OpenedRescue; steps: Readonly<Record<string, Step>>; isImporting: boolean };

type Action =
  | { type: 'open'; done: number; total: number }
  | { type: 'refuse'; reason: Refusal }
  | { type: 'show'; rescue: OpenedRescue }
  | { type: 'import'; ids: readonly string[] }
  | { type: 'step'; id: string; step: Step }
  | { type: 'finish' };

export function rescueReducer(state: State, action: Action): State {
  switch (action.type) {
    case 'open':
      return { phase: 'opening', done: action.done, total: action.total };
    case 'refuse':
      return { phase: 'refused', reason: action.reason };
    case 'show':
      return { phase: 'open', rescue: action.rescue, steps: {}, isImporting: false };
    default:
      return state.phase === 'open' ? importReducer(state, action) : state;
  }
}

type Open = Extract<State, { phase: 'open' }>;

function importReducer(state: Open, action: Extract<Action, { type: 'import' | 'step' | 'finish' }>): Open {
  switch (action.type) {
    case 'import':
      return { ...state, isImporting: true, steps: { ...state.steps, ...Object.fromEntries(action.ids.map((id) => [id, { kind: 'waiting' as const }])) } };
    case 'step':
      return { ...state, steps: { ...state.steps, [action.id]: action.step } };
    case 'finish':
      return { ...state, isImporting: false };
  }
}

export function useRescue() {
  const client = useClient();
  const queries = useQueryClient();
  const { network } = usePhone();
  const importerId = useSession(({ session }) => session?.staff.staff.id ?? '');
  const [state, dispatch] = useReducer(rescueReducer, { phase: 'empty' });
  // Leaving the page ends an import after the report that is on its way; it may be run again.
  const isHere = useRef(true);
  useEffect(() => {
    isHere.current = true;
    return () => {
      isHere.current = false;
    };
  }, []);

  const pick = async () => {
    const file = await pickFile('zip');
    if (!file) return;
    dispatch({ type: 'open', done: 0, total: 0 });
    let bytes: ArrayBuffer;
    try {
      bytes = await file.read();
    } catch {
      dispatch({ type: 'refuse', reason: 'unreadable' });
      return;
    }
    try {
      dispatch({ type: 'show', rescue: await openRescue(bytes, (done, total) => dispatch({ type: 'open', done, total })) });
    } catch (error) {
      dispatch({ type: 'refuse', reason: error instanceof RescueFileError ? error.reason : 'damaged' });
    }
  };

  const importItems = async (rescue: OpenedRescue, items: readonly CheckedItem[]) => {
    const wire = toWire(client, uploadBytes, () => network.isOnline());
    dispatch({ type: 'import', ids: items.map(({ item }) => item.id) });
    for (const checked of items) {
      if (!isHere.current) return;
      const { id } = checked.item;
      dispatch({ type: 'step', id, step: { kind: 'sending', ordinal: null } });
      const step = await importItem(rescue, checked, { client, wire, importerId }, { onPhoto: (ordinal) => dispatch({ type: 'step', id, step: { kind: 'sending', ordinal } }) });
      dispatch({ type: 'step', id, step });
    }
    dispatch({ type: 'finish' });
    // What is in the lists of other pages is old now.
    await queries.invalidateQueries();
  };

  return { state, pick, importItems };
}
