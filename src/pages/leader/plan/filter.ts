// Which items of the board are shown. Pure.
import type { PlanItem } from '../../../contract/plan';
import type { CommitmentClass, Light } from '../../../domain/light';

/** Who answers for it: a person's id, or nobody that the office or the plan has named. */
export const nobody = 'nobody';

export type PlanFilter = { light: Light | null; commitment: CommitmentClass | null; section: string | null; owner: string | null; text: string };

export const everything: PlanFilter = { light: null, commitment: null, section: null, owner: null, text: '' };

export const isOn = (filter: PlanFilter): boolean => filter.text.trim() !== '' || moreCount(filter) > 0 || filter.light !== null;

/** How many of the questions behind the sheet are asked. */
export const moreCount = ({ commitment, section, owner }: PlanFilter): number => [commitment, section, owner].filter((one) => one !== null).length;

const ownerOf = ({ owner, responsible }: PlanItem): string => owner?.id ?? (responsible ? `plan ${responsible}` : nobody);

export function matches(item: PlanItem, { light, commitment, section, owner, text }: PlanFilter): boolean {
  return (
    (light === null || item.light === light) &&
    (commitment === null || item.commitmentClass === commitment) &&
    (section === null || item.section === section) &&
    (owner === null || ownerOf(item) === owner) &&
    [item.name, ...item.aliases].join(' ').toLowerCase().includes(text.trim().toLowerCase())
  );
}

/** Everybody who answers for something, by name and with how many items; nobody last, where there are such items. */
export function ownersOf(items: readonly PlanItem[], nameOfNobody: string): { value: string; label: string }[] {
  const names = new Map(items.map((item) => [ownerOf(item), item.owner?.name ?? item.responsible ?? nameOfNobody]));
  return [...names]
    .map(([value, name]) => ({ value, label: `${name} ${items.filter((item) => ownerOf(item) === value).length}` }))
    .sort((a, b) => Number(a.value === nobody) - Number(b.value === nobody) || a.label.localeCompare(b.label, 'zh'));
}
