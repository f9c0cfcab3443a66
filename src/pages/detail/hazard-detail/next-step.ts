// Which step of a hazard its page offers to this person, and in which words it says why none. The server says what may be
// done (`may`); here is what comes first. Pure.
import type { HazardDetail } from '../../../contract/hazard';
import type { Role } from '../../../domain/role';
import { hazardStepWords as words } from '../../../text/hazard-page';

export type NextStep = 'verify' | 'decide' | 'rectify' | 'assign';

export function nextStepOf({ may, responsible }: Pick<HazardDetail, 'may' | 'responsible'>): NextStep | null {
  if (may.includes('verified')) return 'verify';
  if (may.includes('extended')) return 'decide';
  if (may.includes('rectified')) return 'rectify';
  // With somebody named already it is a second thought, offered small.
  return may.includes('assigned') && responsible === null ? 'assign' : null;
}

/** Null where the hazard is closed, or where it is this person's turn. */
export function waitsFor(hazard: Pick<HazardDetail, 'may' | 'status' | 'responsible' | 'rectification' | 'extension'>, me: { id: string; role: Role }): string | null {
  const { status, responsible, rectification, extension } = hazard;
  if (status === 'closed' || nextStepOf(hazard) !== null) return null;
  if (status === 'rectified') {
    if (me.role !== 'inspector' && me.role !== 'office') return words.waitsForVerifier;
    if (responsible?.id === me.id) return words.ownResponsible;
    // His, or one that it corrects.
    return rectification?.importedBy?.id === me.id ? words.ownImport : words.ownRectification;
  }
  if (extension?.by?.id === me.id && me.role === 'office') return words.ownExtension;
  // Returned to who rectified, where nobody is named.
  const person = responsible ?? (status === 'returned' ? rectification?.by : null);
  return person ? words.waitsForPerson(person.name) : words.waitsForAnybody;
}
