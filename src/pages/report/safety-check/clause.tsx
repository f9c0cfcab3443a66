import { View } from '@tarojs/components';
import { BigChoice } from '../../../components/big-choice';
import { Card, CardTitle } from '../../../components/card';
import { Chips } from '../../../components/chips';
import { CriterionField } from '../../../components/criterion-field';
import { DateField } from '../../../components/date-field';
import { FormField, TextAreaField } from '../../../components/form-field';
import { NoticeBar } from '../../../components/notice-bar';
import { Segmented } from '../../../components/segmented';
import { TextLink } from '../../../components/button';
import { Gap, Small } from '../../../components/text-block';
import type { ChecklistItem } from '../../../contract/checklist';
import type { Project } from '../../../contract/project';
import { parkDay } from '../../../domain/calendar';
import { defaultDueDays, severities } from '../../../domain/hazard';
import { maxPhotosPerCheck } from '../../../domain/submission';
import { formatDay } from '../../../text/format';
import { severityWords } from '../../../text/hazard';
import { reportFormWords } from '../../../text/report-form';
import { safetyCheckWords as words } from '../../../text/safety-check';
import { checkAnswerWords } from '../../../text/submission';
import { PhotoField } from '../parts/photo-field';
import type { Camera } from '../parts/use-camera';
import { photosOf, type SafetyCheckAction, type SafetyCheckDraft, suggestedSeverity } from './draft';

const answers = [
  { value: 'pass', label: checkAnswerWords.pass, icon: 'check', tone: 'green' },
  { value: 'fail', label: checkAnswerWords.fail, icon: 'close', tone: 'red' },
  { value: 'not_applicable', label: checkAnswerWords.not_applicable, icon: 'minus', tone: 'grey' },
] as const;

interface ClauseProps {
  item: ChecklistItem;
  draft: SafetyCheckDraft;
  project: Project | null;
  camera: Camera;
  dispatch: (action: SafetyCheckAction) => void;
}

/** One clause: three large answers, and what a failure needs unfolded under them. */
export function Clause({ item, draft, project, camera, dispatch }: ClauseProps) {
  const given = draft.answers[item.key];
  return (
    <>
      <Card>
        <Small>{item.heading}</Small>
        <View className="clause-text">{item.text}</View>
        <BigChoice options={answers} value={given?.answer ?? null} onChange={(answer) => dispatch({ type: 'answer', item, answer, today: parkDay(new Date()) })} />
        {item.basis && (
          <>
            <Gap size={2} />
            <Small>{words.basis(item.basis)}</Small>
          </>
        )}
      </Card>
      {given?.answer === 'fail' && <Failure item={item} draft={draft} project={project} camera={camera} dispatch={dispatch} />}
      {given?.answer === 'pass' && item.photoOnPass && (
        <Card>
          <ClausePhotos item={item} draft={draft} project={project} camera={camera} dispatch={dispatch} title={words.shootPassed} hint={words.photoOptional} />
        </Card>
      )}
    </>
  );
}

/** The photos of one clause, within the room that the whole check has left. */
function ClausePhotos({ item: { key }, draft, project, camera, dispatch, title, hint }: ClauseProps & { title: string; hint: string }) {
  const room = maxPhotosPerCheck - draft.photos.length;
  return (
    <>
      <CardTitle hint={hint} right={room > 0 && <TextLink onClick={() => void camera.take('album', room, key)}>{reportFormWords.fromAlbum}</TextLink>}>
        {title}
      </CardTitle>
      <Gap size={2} />
      <PhotoField
        photos={photosOf(draft, key)}
        project={project}
        max={photosOf(draft, key).length + room}
        columns={4}
        camera={camera}
        itemKey={key}
        onAdd={() => void camera.take('camera', room, key)}
        onRemove={(fileKey) => dispatch({ type: 'photoRemoved', fileKey })}
      />
    </>
  );
}

const writeChip = 'write';

function Failure({ item, draft, project, camera, dispatch }: ClauseProps) {
  const { key } = item;
  const given = draft.answers[key];
  if (!given) return null;
  const today = parkDay(new Date());
  const defects = item.defects.map((defect) => ({ value: defect, label: defect }));
  const handleChips = (selected: string[]) => {
    const isWriting = selected.includes(writeChip);
    if (isWriting !== (given.note !== null)) dispatch({ type: 'clauseNote', key, note: isWriting ? '' : null });
    dispatch({ type: 'defects', key, defects: selected.filter((defect) => defect !== writeChip).slice(0, 10) });
  };
  return (
    <Card>
      <ClausePhotos item={item} draft={draft} project={project} camera={camera} dispatch={dispatch} title={words.shoot} hint={words.atLeastOne} />
      <Gap size={4} />
      <FormField title={words.whatIsWrong}>
        <Chips
          options={[...defects, { value: writeChip, label: words.write }]}
          selected={given.note === null ? given.defects : [...given.defects, writeChip]}
          onChange={handleChips}
        />
        {given.note !== null && (
          <>
            <Gap size={2} />
            <TextAreaField value={given.note} placeholder={words.notePlaceholder} onChange={(note) => dispatch({ type: 'clauseNote', key, note })} />
          </>
        )}
      </FormField>
      <FormField title={words.severity} right={words.severityHint} note={given.severity === 'major' && suggestedSeverity(item) === 'major' ? words.majorSuggested : undefined}>
        <Segmented
          options={severities.map((value) => ({ value, label: severityWords[value] }))}
          value={given.severity}
          onChange={(severity) => dispatch({ type: 'severity', key, severity, today })}
        />
      </FormField>
      {item.majorHint && given.severity === 'general' && <NoticeBar>{words.majorHint}</NoticeBar>}
      {given.severity === 'major' && <CriterionField value={given.criterion ?? null} onChange={(criterion) => dispatch({ type: 'criterion', key, criterion })} />}
      <DateField
        title={words.dueOn}
        note={words.dueNote(severityWords[given.severity], defaultDueDays[given.severity])}
        value={given.dueOn}
        display={formatDay(given.dueOn, today)}
        min={today}
        onChange={(on) => dispatch({ type: 'dueOn', key, on })}
      />
    </Card>
  );
}
