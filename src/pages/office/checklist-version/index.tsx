/** A published version of a checklist (office), and what it changed. Needs network; what was read before stays visible. */
import { useState } from 'react';
import { useChecklistVersion } from '../../../api/checklist';
import { useRefresh } from '../../../api/refresh';
import { Screen } from '../../../components/screen';
import { Segmented } from '../../../components/segmented';
import { ErrorScreen, LoadingScreen } from '../../../components/state-view';
import { Gap, Headline, Small } from '../../../components/text-block';
import { UpdatedAt } from '../../../components/updated-at';
import { dayAndTime } from '../../../components/when';
import { compareContents } from '../../../domain/checklist-draft';
import { usePageParams } from '../../../platform/navigate';
import { failureOf } from '../../../state/failure';
import { checklistWords as words } from '../../../text/checklist';
import { guarded } from '../../guarded';
import { Difference, kindNames } from '../parts/checklist-difference';
import { ClauseList } from '../parts/clause-list';

export default guarded(ChecklistVersionPage);

function ChecklistVersionPage() {
  const { id = '', version = '' } = usePageParams();
  const query = useChecklistVersion(id, Number(version));
  const [shown, setShown] = useState<'clauses' | 'changes'>('clauses');
  useRefresh(query);
  if (query.isPending) return <LoadingScreen />;
  if (!query.data) return <ErrorScreen {...failureOf(query.error)} onRetry={() => void query.refetch()} />;
  const { before, name, projectCategories, items, publishedAt, publishedBy } = query.data;
  return (
    <Screen>
      <Headline>{[name, words.version(query.data.version)].join(' ')}</Headline>
      <Small>{[words.publishedBy(publishedBy?.name ?? words.fromStart, dayAndTime(publishedAt)), words.clauses(items.length), kindNames(projectCategories)].filter(Boolean).join(' · ')}</Small>
      <Gap />
      {before ? (
        <Segmented
          options={[
            { value: 'clauses', label: words.showClauses },
            { value: 'changes', label: words.showChanges(before.version) },
          ]}
          value={shown}
          onChange={setShown}
        />
      ) : (
        <Small>{words.firstVersion}</Small>
      )}
      {before && shown === 'changes' ? (
        <>
          <Gap />
          <Difference difference={compareContents(before, query.data)} />
        </>
      ) : (
        <ClauseList items={items} />
      )}
      <UpdatedAt at={query.dataUpdatedAt} />
    </Screen>
  );
}
