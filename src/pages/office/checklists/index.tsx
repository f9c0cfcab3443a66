/** 检查表 (office): every list of the park, in use or not. Needs network; what was read before stays visible. */
import { View } from '@tarojs/components';
import { useRef, useState } from 'react';
import { useAllChecklists, useCreateChecklist } from '../../../api/checklist';
import { useClient } from '../../../api/provider';
import { newRecordId } from '../../../api/record-id';
import { useRefresh } from '../../../api/refresh';
import { BottomSheet } from '../../../components/bottom-sheet';
import { Button } from '../../../components/button';
import { FormField, InputField } from '../../../components/form-field';
import { NoticeBar } from '../../../components/notice-bar';
import { OptionSheet } from '../../../components/option-sheet';
import { List, Row } from '../../../components/row';
import { Screen } from '../../../components/screen';
import { Section } from '../../../components/section';
import { Segmented } from '../../../components/segmented';
import { EmptyScreen, ErrorScreen, LoadingScreen } from '../../../components/state-view';
import { Tag } from '../../../components/tag';
import { Tags } from '../../../components/tags';
import { UpdatedAt } from '../../../components/updated-at';
import { whenWords } from '../../../components/when';
import type { ChecklistEntry } from '../../../contract/checklist';
import type { ChecklistContent } from '../../../domain/checklist-draft';
import { openPage } from '../../../platform/navigate';
import { routes } from '../../../routes';
import { failureOf, refusalText } from '../../../state/failure';
import { checklistWords as words } from '../../../text/checklist';
import { guarded } from '../../guarded';
import { kindNames } from '../parts/checklist-difference';

export default guarded(ChecklistsPage);

function ChecklistsPage() {
  const query = useAllChecklists();
  const [isCreating, setIsCreating] = useState(false);
  const [showsRetired, setShowsRetired] = useState(false);
  useRefresh(query);
  if (query.isPending) return <LoadingScreen />;
  if (!query.data) return <ErrorScreen {...failureOf(query.error)} onRetry={() => void query.refetch()} />;
  const { items } = query.data;
  const sheet = isCreating && <NewSheet lists={items} onClose={() => setIsCreating(false)} />;
  const create = { label: words.create, icon: 'plus' as const, onClick: () => setIsCreating(true) };
  if (items.length === 0) {
    return (
      <>
        <EmptyScreen title={words.emptyTitle} text={words.emptyText} action={create} />
        {sheet}
      </>
    );
  }
  const retired = items.filter(({ retiredAt }) => retiredAt !== null);
  const current = items.filter(({ retiredAt }) => retiredAt === null);
  return (
    <Screen
      dock={
        <Button icon={create.icon} onClick={create.onClick}>
          {create.label}
        </Button>
      }
    >
      <Lists title={words.unpublished} lists={current.filter(({ version }) => version === null)} />
      <Lists title={words.inUse} lists={current.filter(({ version }) => version !== null)} />
      {retired.length > 0 && <Lists title={words.retired} lists={retired} isFolded={!showsRetired} onToggle={() => setShowsRetired(!showsRetired)} />}
      <UpdatedAt at={query.dataUpdatedAt} />
      {sheet}
    </Screen>
  );
}

function Lists({ title, lists, isFolded, onToggle }: { title: string; lists: readonly ChecklistEntry[]; isFolded?: boolean; onToggle?: () => void }) {
  if (lists.length === 0) return null;
  return (
    <Section title={title} count={lists.length} isFolded={isFolded} onToggle={onToggle}>
      <List>
        {lists.map((list) => (
          <Row key={list.id} title={list.name} note={<Notes list={list} />} onClick={() => void openPage(routes.checklist, { id: list.id })} />
        ))}
      </List>
    </Section>
  );
}

function Notes({ list: { itemCount, version, projectCategories, draft } }: { list: ChecklistEntry }) {
  return (
    <View>
      <View>{[words.clauses(itemCount), version !== null && words.version(version), kindNames(projectCategories)].filter(Boolean).join(' · ')}</View>
      {draft && (
        <>
          <Tags>
            <Tag tone="yellow">{words.draftTag}</Tag>
          </Tags>
          <View>{words.draftBy(draft.savedBy?.name ?? words.someone, whenWords(draft.savedAt))}</View>
        </>
      )}
    </View>
  );
}

/** A new one from nothing, or from what another list says; it stands on the server at once, so that it can't be lost. */
function NewSheet({ lists, onClose }: { lists: readonly ChecklistEntry[]; onClose: () => void }) {
  const client = useClient();
  const create = useCreateChecklist();
  const [source, setSource] = useState<ChecklistEntry | null>(null);
  const [isPicking, setIsPicking] = useState(false);
  const [name, setName] = useState('');
  const [error, setError] = useState<Error | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  // Made once, so that trying again is the same list.
  const made = useRef<({ id: string } & ChecklistContent) | null>(null);

  const pick = (list: ChecklistEntry | null) => {
    made.current = null;
    setSource(list);
    setName(list ? words.copyName(list.name) : '');
  };
  const contentFrom = async (): Promise<Omit<ChecklistContent, 'name'>> => {
    if (!source) return { projectCategories: [], items: [] };
    const { published, draft } = await client.call('checklist.read', { params: { id: source.id } });
    const { projectCategories, items } = published ?? draft!;
    return { projectCategories, items };
  };
  const handleBegin = async () => {
    setIsBusy(true);
    setError(null);
    try {
      const title = name.trim();
      if (made.current?.name !== title) made.current = { id: await newRecordId(), name: title, ...(await contentFrom()) };
      const { id } = await create.mutateAsync(made.current);
      onClose();
      await openPage(routes.checklist, { id });
    } catch (failure) {
      setError(failure as Error);
    } finally {
      setIsBusy(false);
    }
  };
  return (
    <>
      <BottomSheet
        isOpen
        onClose={onClose}
        title={words.newTitle}
        footer={
          <Button isBusy={isBusy} isDisabled={name.trim() === ''} onClick={() => void handleBegin()}>
            {words.begin}
          </Button>
        }
      >
        {error && <NoticeBar tone="red">{refusalText(error)}</NoticeBar>}
        <FormField title={words.newFrom}>
          <Segmented
            options={[
              { value: 'blank', label: words.newBlank },
              { value: 'copy', label: words.newCopy },
            ]}
            value={source ? 'copy' : 'blank'}
            onChange={(picked) => (picked === 'blank' ? pick(null) : setIsPicking(true))}
          />
        </FormField>
        <FormField title={words.name}>
          <InputField value={name} placeholder={words.namePlaceholder} maxLength={30} onChange={setName} />
        </FormField>
      </BottomSheet>
      <OptionSheet
        isOpen={isPicking}
        onClose={() => setIsPicking(false)}
        title={words.pickSource}
        searchPlaceholder={words.searchSource}
        options={lists.map((list) => ({ value: list.id, label: list.name, note: words.clauses(list.itemCount) }))}
        value={source?.id}
        onPick={(id) => pick(lists.find((list) => list.id === id) ?? null)}
      />
    </>
  );
}
