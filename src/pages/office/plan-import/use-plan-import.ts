// One plan file on the office's screen: picked, checked on the phone, held against the plan before by the server, imported.
import { strFromU8, strToU8 } from 'fflate';
import { useReducer } from 'react';
import { useImportPlan } from '../../../api/plan';
import { useClient } from '../../../api/provider';
import { newRecordId } from '../../../api/record-id';
import type { RequestOf } from '../../../contract/operations';
import { fileError, planFileMaxBytes, type PlanFileErrors, readPlanFile } from '../../../contract/plan-file';
import type { PlanDifference } from '../../../contract/plan-import';
import type { PlanFile } from '../../../domain/plan-file';
import { pickFile } from '../../../platform/pick-file';

/** What says to be a plan and is larger than this is not even read. */
const readMaxBytes = 20_000_000;

/** `body`: what an import sends, made once, so that trying again is the same import. */
export type Checked = { plan: PlanFile; difference: PlanDifference; body: RequestOf<'plan.import'> };

type State =
  | { phase: 'empty' }
  | { phase: 'checking' }
  /** `error` null: the system did not hand the file over. */
  | { phase: 'failed'; error: Error | null }
  | { phase: 'wrong'; wrong: PlanFileErrors }
  | { phase: 'checked'; checked: Checked; isImporting: boolean; error: Error | null }
  | { phase: 'done'; year: number };

type Action =
  | { type: 'check' }
  | { type: 'fail'; error: Error | null }
  | { type: 'refuse'; wrong: PlanFileErrors }
  | { type: 'show'; checked: Checked }
  | { type: 'import' }
  | { type: 'stop'; error: Error }
  | { type: 'finish'; year: number };

export function planImportReducer(state: State, action: Action): State {
  switch (action.type) {
    case 'check':
      return { phase: 'checking' };
    case 'fail':
      return { phase: 'failed', error: action.error };
    case 'refuse':
      return { phase: 'wrong', wrong: action.wrong };
    case 'show':
      return { phase: 'checked', checked: action.checked, isImporting: false, error: null };
    case 'import':
      return state.phase === 'checked' ? { ...state, isImporting: true, error: null } : state;
    case 'stop':
      return state.phase === 'checked' ? { ...state, isImporting: false, error: action.error } : state;
    case 'finish':
      return { phase: 'done', year: action.year };
  }
}

export function usePlanImport() {
  const client = useClient();
  const sending = useImportPlan();
  const [state, dispatch] = useReducer(planImportReducer, { phase: 'empty' });

  const check = async (bytes: ArrayBuffer): Promise<Action> => {
    const read = readBytes(bytes);
    if ('errors' in read) return { type: 'refuse', wrong: read };
    const { file, plan } = read;
    const seen = await client.call('plan.preview', { body: { file } });
    if ('errors' in seen) return { type: 'refuse', wrong: seen };
    return { type: 'show', checked: { plan, difference: seen, body: { id: await newRecordId(), file, expect: seen.sha256 } } };
  };

  const pick = async () => {
    const picked = await pickFile('json');
    if (!picked) return;
    dispatch({ type: 'check' });
    let bytes: ArrayBuffer;
    try {
      bytes = await picked.read();
    } catch {
      dispatch({ type: 'fail', error: null });
      return;
    }
    dispatch(await check(bytes).catch((error: Error): Action => ({ type: 'fail', error })));
  };

  const importIt = async ({ body }: Checked) => {
    dispatch({ type: 'import' });
    try {
      const { year } = await sending.mutateAsync(body);
      dispatch({ type: 'finish', year });
    } catch (error) {
      dispatch({ type: 'stop', error: error as Error });
    }
  };

  return { state, pick, importIt };
}

/** The file's text without the mark that some editors put before it, and the plan in it. */
export function readBytes(bytes: ArrayBuffer): { file: string; plan: PlanFile } | PlanFileErrors {
  if (bytes.byteLength > readMaxBytes) return fileError('too_large');
  const file = decode(bytes);
  if (file === null) return fileError('not_utf8');
  const read = readPlanFile(file);
  if ('errors' in read) return read;
  return bytes.byteLength > planFileMaxBytes ? fileError('too_large') : { file, plan: read.plan };
}

/**
 * Null for another encoding, whose names would come in as other signs. Where there is no TextDecoder, bytes that are no
 * UTF-8 are read without a word, so what was read is written again and compared.
 */
function decode(bytes: ArrayBuffer): string | null {
  const all = new Uint8Array(bytes);
  const here = byteOrderMark.every((byte, index) => all[index] === byte) ? all.subarray(byteOrderMark.length) : all;
  try {
    const text = strFromU8(here);
    const again = strToU8(text);
    return again.length === here.length && again.every((byte, index) => byte === here[index]) ? text : null;
  } catch {
    return null;
  }
}

const byteOrderMark = [0xef, 0xbb, 0xbf];
