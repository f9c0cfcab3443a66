// The clauses of a checklist under their headings, in order.
import { View } from '@tarojs/components';
import { List, Row } from '../../../components/row';
import { Section } from '../../../components/section';
import { Tag } from '../../../components/tag';
import { Tags } from '../../../components/tags';
import type { Clause } from '../../../domain/checklist-draft';
import { checklistWords as words } from '../../../text/checklist';

interface ClauseListProps {
  items: readonly Clause[];
  onOpen?: (key: string) => void;
  /** Adds a clause after this one, under the same heading. */
  onAdd?: (after: Clause) => void;
}

export function ClauseList({ items, onOpen, onAdd }: ClauseListProps) {
  return (
    <>
      {groupsOf(items).map((group) => {
        const last = group[group.length - 1]!;
        return (
          <Section key={group[0]!.key} title={last.heading || words.noHeading} count={words.clauses(group.length)} link={onAdd && words.addClause} onLink={onAdd && (() => onAdd(last))}>
            <List>
              {group.map((clause) => (
                <Row key={clause.key} isPlain title={clause.text || words.untitled} note={<Notes clause={clause} />} onClick={onOpen && (() => onOpen(clause.key))} />
              ))}
            </List>
          </Section>
        );
      })}
    </>
  );
}

function Notes({ clause }: { clause: Clause }) {
  return (
    <View>
      {clause.basis && <View>{clause.basis}</View>}
      <Tags>
        {clause.majorHint && <Tag tone="red">{words.major}</Tag>}
        {clause.photoOnPass && <Tag>{words.photoOnPass}</Tag>}
      </Tags>
    </View>
  );
}

/** Neighbours of one heading. */
function groupsOf(items: readonly Clause[]): Clause[][] {
  const groups: Clause[][] = [];
  for (const clause of items) {
    const last = groups[groups.length - 1];
    if (last && last[0]!.heading === clause.heading) last.push(clause);
    else groups.push([clause]);
  }
  return groups;
}
