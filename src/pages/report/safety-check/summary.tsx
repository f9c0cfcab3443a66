import { Card, CardTitle } from '../../../components/card';
import { TextAreaField } from '../../../components/form-field';
import { NoticeBar } from '../../../components/notice-bar';
import { List, Row, RowIcon } from '../../../components/row';
import { Section } from '../../../components/section';
import { Gap, Headline, Small } from '../../../components/text-block';
import type { Checklist } from '../../../contract/checklist';
import { parkDay } from '../../../domain/calendar';
import { formatDay } from '../../../text/format';
import { severityWords } from '../../../text/hazard';
import { safetyCheckWords as words } from '../../../text/safety-check';
import { hazardTitle, photosOf, type SafetyCheckAction, type SafetyCheckDraft, standingOf } from './draft';

interface SummaryProps {
  checklist: Checklist;
  draft: SafetyCheckDraft;
  dispatch: (action: SafetyCheckAction) => void;
}

/** What will be sent; each failed clause leads back to itself. */
export function Summary({ checklist, draft, dispatch }: SummaryProps) {
  const { passed, failed, notApplicable, answered, total, withoutPhoto } = standingOf(draft, checklist);
  const today = parkDay(new Date());
  const fails = checklist.items.flatMap((item, index) => {
    const given = draft.answers[item.key];
    return given?.answer === 'fail' ? [{ item, index, given }] : [];
  });
  return (
    <>
      <Headline>{words.summary}</Headline>
      <Small>{words.summaryCounts(passed, failed, notApplicable)}</Small>
      {answered < total && <NoticeBar>{words.unanswered(total - answered)}</NoticeBar>}
      {withoutPhoto.length > 0 && <NoticeBar tone="red">{words.photosMissing(withoutPhoto.length)}</NoticeBar>}
      <Section title={words.fails} count={fails.length}>
        {fails.length === 0 ? (
          <Card>
            <Small>{words.noFails}</Small>
          </Card>
        ) : (
          <List>
            {fails.map(({ item, index, given }) => (
              <Row
                key={item.key}
                lead={<RowIcon name="alert" tone={given.severity === 'major' ? 'red' : 'yellow'} />}
                title={hazardTitle(item, given)}
                note={words.failNote(severityWords[given.severity], formatDay(given.dueOn, today), photosOf(draft, item.key).length)}
                onClick={() => dispatch({ type: 'go', at: index })}
              />
            ))}
          </List>
        )}
      </Section>
      <Gap />
      <Card>
        <CardTitle hint={words.noteOptional}>{words.note}</CardTitle>
        <Gap size={2} />
        <TextAreaField value={draft.note} maxLength={1000} onChange={(note) => dispatch({ type: 'note', note })} />
      </Card>
    </>
  );
}
