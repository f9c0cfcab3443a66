// The draft of a checklist on this phone, and the moves on it. Pure: what the server had when it began is kept beside it, so
// that the work of somebody else can be told from one's own.
import type { ChecklistDetail } from '../../../contract/checklist';
import { type ChecklistContent, type Clause, compareContents, isUnchanged, maxDefects, mergeContents } from '../../../domain/checklist-draft';
import type { ProjectCategory } from '../../../domain/project';
import { textOrNothing } from '../../../domain/typed-text';

export type ChecklistDraft = {
  version: 1;
  /** Of the checklist. */
  id: string;
  /** The server's, that this one started from. */
  revision: number;
  base: ChecklistContent;
  content: ChecklistContent;
};

export type ChecklistAction =
  | { type: 'name'; name: string }
  | { type: 'kinds'; kinds: ProjectCategory[] }
  | { type: 'clauseAdded'; key: string; after: Clause | null }
  | { type: 'clauseChanged'; key: string; change: Partial<Clause> }
  | { type: 'clauseMoved'; key: string; by: 1 | -1 }
  | { type: 'clauseRemoved'; key: string }
  | { type: 'merged'; theirs: ChecklistContent; revision: number };

export function contentOf({ draft, published }: ChecklistDetail): ChecklistContent {
  const { name, projectCategories, items } = draft ?? published ?? { name: '', projectCategories: [], items: [] };
  return { name, projectCategories, items };
}

export function toDraft(detail: ChecklistDetail): ChecklistDraft {
  const content = contentOf(detail);
  return { version: 1, id: detail.id, revision: detail.revision, base: content, content };
}

export function reduceChecklist(draft: ChecklistDraft, action: ChecklistAction): ChecklistDraft {
  const { content } = draft;
  const withItems = (items: Clause[]): ChecklistDraft => ({ ...draft, content: { ...content, items } });
  switch (action.type) {
    case 'name':
      return { ...draft, content: { ...content, name: action.name } };
    case 'kinds':
      return { ...draft, content: { ...content, projectCategories: action.kinds } };
    case 'clauseAdded': {
      const fresh: Clause = { key: action.key, heading: action.after?.heading ?? '', text: '', ...(action.after?.basis && { basis: action.after.basis }), defects: [] };
      const at = action.after ? content.items.findIndex(({ key }) => key === action.after!.key) + 1 : content.items.length;
      return withItems([...content.items.slice(0, at), fresh, ...content.items.slice(at)]);
    }
    case 'clauseChanged':
      return withItems(content.items.map((clause) => (clause.key === action.key ? whole({ ...clause, ...action.change }) : clause)));
    case 'clauseMoved': {
      const at = content.items.findIndex(({ key }) => key === action.key);
      const other = at + action.by;
      const items = [...content.items];
      if (at < 0 || !items[other]) return draft;
      [items[at], items[other]] = [items[other]!, items[at]!];
      return withItems(items);
    }
    case 'clauseRemoved':
      return withItems(content.items.filter(({ key }) => key !== action.key));
    case 'merged':
      return { ...draft, revision: action.revision, base: action.theirs, content: mergeContents(draft.base, content, action.theirs) };
  }
}

/** What belongs to a major failure goes with it; what says no is left unsaid. */
function whole({ majorHint, majorCriterion, photoOnPass, basis, ...clause }: Clause): Clause {
  return { ...clause, ...(basis && { basis }), ...(majorHint && { majorHint }), ...(majorHint && majorCriterion && { majorCriterion }), ...(photoOnPass && { photoOnPass }) };
}

/** What is sent: without blanks around, and without quick phrases that are empty or said twice. */
export function cleaned({ name, projectCategories, items }: ChecklistContent): ChecklistContent {
  const plain = (text: string) => textOrNothing(text) ?? '';
  return {
    name: plain(name),
    projectCategories,
    items: items.map((clause) => {
      const basis = textOrNothing(clause.basis ?? '');
      const { basis: _written, ...rest } = clause;
      const defects = [...new Set(clause.defects.map((one) => plain(one).slice(0, 20)))].filter(Boolean).slice(0, maxDefects);
      return { ...rest, heading: plain(clause.heading), text: plain(clause.text), ...(basis && { basis }), defects };
    }),
  };
}

export const differenceOf = ({ base, content }: ChecklistDraft) => compareContents(base, cleaned(content));
export const hasChanges = (draft: ChecklistDraft): boolean => !isUnchanged(differenceOf(draft));
