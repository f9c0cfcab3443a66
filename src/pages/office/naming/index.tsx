/** 补录 (office): which project a place that the plan left open is. Needs network: it makes an item of the plan at once. */
import { useState } from 'react';
import { useNaming } from '../../../api/item-record';
import { usePlanItem } from '../../../api/plan';
import { useProjects } from '../../../api/project';
import { Button } from '../../../components/button';
import { Card } from '../../../components/card';
import { Chips } from '../../../components/chips';
import { FormField, TextAreaField } from '../../../components/form-field';
import { NoticeBar } from '../../../components/notice-bar';
import { OptionSheet } from '../../../components/option-sheet';
import { List, Row } from '../../../components/row';
import { Screen } from '../../../components/screen';
import { ErrorScreen, LoadingScreen } from '../../../components/state-view';
import { Gap, Headline, Small } from '../../../components/text-block';
import { useConfirm } from '../../../components/use-confirm';
import { type Rung, rungs } from '../../../domain/milestone';
import { showToast } from '../../../platform/feedback';
import { goBack, usePageParams } from '../../../platform/navigate';
import { routes } from '../../../routes';
import { failureOf, refusalText } from '../../../state/failure';
import { namingWords as words } from '../../../text/item-record';
import { rungWords } from '../../../text/milestone';
import { projectCategoryWords } from '../../../text/project';
import { guarded } from '../../guarded';

export default guarded(NamingPage);

function NamingPage() {
  const { itemId = '' } = usePageParams();
  const item = usePlanItem(itemId);
  const projects = useProjects();
  const naming = useNaming();
  const { ask, dialog } = useConfirm();
  const [projectId, setProjectId] = useState<string | null>(null);
  const [rung, setRung] = useState<Rung>('in_production');
  const [note, setNote] = useState('');
  const [isPicking, setIsPicking] = useState(false);
  const [isAsked, setIsAsked] = useState(false);
  if (item.isPending || projects.isPending) return <LoadingScreen />;
  if (!item.data || !projects.data) return <ErrorScreen {...failureOf(item.error ?? projects.error)} onRetry={() => void Promise.all([item.refetch(), projects.refetch()])} />;
  const project = projects.data.items.find(({ id }) => id === projectId);
  const handleSubmit = async () => {
    setIsAsked(true);
    if (!project || !(await ask({ title: words.question(project.name), text: words.text, confirmLabel: words.submit }))) return;
    const onSuccess = async () => {
      await goBack(routes.plan);
      showToast(words.done, 'success');
    };
    naming.mutate({ itemId, projectId: project.id, targetMilestone: rung, ...(note.trim() && { note: note.trim() }) }, { onSuccess: () => void onSuccess() });
  };
  return (
    <Screen
      dock={
        <>
          {naming.isError && <NoticeBar tone="red">{refusalText(naming.error)}</NoticeBar>}
          <Button isBusy={naming.isPending} onClick={() => void handleSubmit()}>
            {words.submit}
          </Button>
        </>
      }
    >
      <Headline>{item.data.name}</Headline>
      <Small>{words.explain(item.data.namedCount ?? 0, item.data.target?.value ?? 0)}</Small>
      <Gap />
      <List>
        <Row title={words.project} right={project?.name ?? words.pickProject} onClick={() => setIsPicking(true)} />
      </List>
      {isAsked && !project && <NoticeBar tone="red">{words.projectMissing}</NoticeBar>}
      <Card>
        <FormField title={words.target}>
          <Chips mode="exactly-one" options={rungs.map((value) => ({ value, label: rungWords[value] }))} selected={[rung]} onChange={([picked]) => picked && setRung(picked)} />
        </FormField>
        <FormField title={words.basis}>
          <TextAreaField value={note} placeholder={words.basisPlaceholder} onChange={setNote} />
        </FormField>
      </Card>
      <OptionSheet
        isOpen={isPicking}
        onClose={() => setIsPicking(false)}
        title={words.pickProject}
        searchPlaceholder={words.searchProject}
        options={projects.data.items.map(({ id, name, category }) => ({ value: id, label: name, note: projectCategoryWords[category] }))}
        value={projectId}
        onPick={setProjectId}
      />
      {dialog}
    </Screen>
  );
}
