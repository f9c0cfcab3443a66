/** 新建项目 (office): one that the plan's file did not bring. Needs network: its name must not be taken. */
import { useState } from 'react';
import { useCreateProject } from '../../../api/project';
import { newRecordId } from '../../../api/record-id';
import { Button } from '../../../components/button';
import { Card } from '../../../components/card';
import { Chips } from '../../../components/chips';
import { FormField, InputField } from '../../../components/form-field';
import { NoticeBar } from '../../../components/notice-bar';
import { Screen } from '../../../components/screen';
import { Gap, Small } from '../../../components/text-block';
import { projectCategories, type ProjectCategory } from '../../../domain/project';
import { showToast } from '../../../platform/feedback';
import { replacePage } from '../../../platform/navigate';
import { routes } from '../../../routes';
import { refusalText } from '../../../state/failure';
import { newProjectWords as words, projectCategoryWords, projectWords } from '../../../text/project';
import { guarded } from '../../guarded';

export default guarded(NewProjectPage);

function NewProjectPage() {
  const create = useCreateProject();
  const [name, setName] = useState('');
  const [category, setCategory] = useState<ProjectCategory | null>(null);
  const [enterprise, setEnterprise] = useState('');
  const [isAsked, setIsAsked] = useState(false);
  // Kept over tries: what came through though its answer was lost is not added twice.
  const [sent, setSent] = useState<{ id: string; text: string } | null>(null);

  const handleSubmit = async () => {
    setIsAsked(true);
    if (name.trim() === '' || category === null) return;
    const fields = { name: name.trim(), category, ...(enterprise.trim() && { enterpriseName: enterprise.trim() }) };
    const text = JSON.stringify(fields);
    const id = sent?.text === text ? sent.id : await newRecordId();
    setSent({ id, text });
    create.mutate(
      { id, ...fields },
      {
        onSuccess: () => {
          showToast(words.done, 'success');
          void replacePage(routes.projectDetail, { id });
        },
      },
    );
  };

  return (
    <Screen
      dock={
        <>
          {create.isError && <NoticeBar tone="red">{refusalText(create.error)}</NoticeBar>}
          <Button isBusy={create.isPending} onClick={() => void handleSubmit()}>
            {words.submit}
          </Button>
        </>
      }
    >
      <Card>
        <FormField title={words.name} error={isAsked && name.trim() === '' ? words.nameMissing : null}>
          <InputField value={name} placeholder={words.namePlaceholder} maxLength={100} onChange={setName} />
        </FormField>
        <FormField title={words.category} error={isAsked && category === null ? words.categoryMissing : null}>
          <Chips mode="one" options={projectCategories.map((value) => ({ value, label: projectCategoryWords[value] }))} selected={category ? [category] : []} onChange={([picked]) => setCategory(picked ?? null)} />
        </FormField>
        <FormField title={projectWords.factsEnterprise} hint={projectWords.factsEnterpriseHint}>
          <InputField value={enterprise} maxLength={100} onChange={setEnterprise} />
        </FormField>
      </Card>
      <Gap />
      <Small>{words.hint}</Small>
    </Screen>
  );
}
