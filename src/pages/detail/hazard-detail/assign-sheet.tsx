import { useProjects } from '../../../api/project';
import { useStaff } from '../../../api/staff';
import { BottomSheet } from '../../../components/bottom-sheet';
import { OptionSheet } from '../../../components/option-sheet';
import { Small } from '../../../components/text-block';
import type { Person } from '../../../contract/milestone';
import { mayBeResponsible } from '../../../domain/hazard';
import { failureOf } from '../../../state/failure';
import { common } from '../../../text/common';
import { hazardStepWords as words } from '../../../text/hazard-page';
import { roleWords } from '../../../text/role';

interface AssignSheetProps {
  projectId: string;
  responsible: Person | null;
  onClose: () => void;
  onPick: (person: { id: string; name: string }) => void;
}

/** 指派给谁: the people whom the rules let answer for this hazard, the enterprise's own first. Drawn while it is open. */
export function AssignSheet({ projectId, responsible, onClose, onPick }: AssignSheetProps) {
  const staff = useStaff();
  const projects = useProjects();
  if (!staff.data || !projects.data) {
    const failure = staff.error ?? projects.error;
    return (
      <BottomSheet isOpen onClose={onClose} title={words.pickPerson}>
        <Small>{failure ? failureOf(failure).text : common.loading}</Small>
      </BottomSheet>
    );
  }
  const enterpriseId = projects.data.items.find(({ id }) => id === projectId)?.enterprise?.id ?? null;
  const people = staff.data.items
    .filter(({ closedAt, role, enterprise }) => closedAt === null && mayBeResponsible({ role, enterpriseId: enterprise?.id ?? null }, enterpriseId))
    .sort((a, b) => Number(b.role === 'contact') - Number(a.role === 'contact'));
  return (
    <OptionSheet
      isOpen
      onClose={onClose}
      title={words.pickPerson}
      searchPlaceholder={words.searchPerson}
      options={people.map(({ id, name, role, enterprise }) => ({ value: id, label: name, note: [enterprise?.name, roleWords[role]].filter(Boolean).join(' ') }))}
      value={responsible?.id ?? null}
      onPick={(picked) => {
        const person = people.find(({ id }) => id === picked);
        if (person) onPick(person);
      }}
    />
  );
}
