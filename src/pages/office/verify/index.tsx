/**
 * 核验 (office): checks the chain, every body and every photo of the park, a slice at a time, and names the first thing
 * that does not fit. Needs network; leaving the page ends a check, and one that was interrupted goes on where it was.
 */
import { useEffect, useReducer, useRef } from 'react';
import { useMisfits, useProofSlice } from '../../../api/proof';
import { useRefresh } from '../../../api/refresh';
import { Button, TextLink } from '../../../components/button';
import { Card, CardTitle } from '../../../components/card';
import { NoticeBar } from '../../../components/notice-bar';
import { PaceBar } from '../../../components/pace-bar';
import { List, Row } from '../../../components/row';
import { Screen } from '../../../components/screen';
import { Section } from '../../../components/section';
import { ErrorScreen, LoadingScreen } from '../../../components/state-view';
import { Tag } from '../../../components/tag';
import { Gap, Small, Spread } from '../../../components/text-block';
import { dayAndTime } from '../../../components/when';
import { parkDay } from '../../../domain/calendar';
import { printedHead } from '../../../domain/digest-code';
import type { Misfit } from '../../../domain/proof';
import { copyText } from '../../../platform/clipboard';
import { showToast } from '../../../platform/feedback';
import { openPage } from '../../../platform/navigate';
import { routes } from '../../../routes';
import { failureOf, refusalText } from '../../../state/failure';
import { misfitPlace, misfitTitle, photoMisfitWords, proofPageWords as words } from '../../../text/proof';
import { guarded } from '../../guarded';
import { noWalk, totalOf, walkReducer, type Walk } from './walk';

/** More than these are a case for the operator's command. */
const shown = 50;

export default guarded(VerifyPage);

function VerifyPage() {
  const marked = useMisfits();
  useRefresh(marked);
  const { walk, start, resume, stop } = useWalk();
  if (marked.isPending) return <LoadingScreen />;
  if (!marked.data) return <ErrorScreen {...failureOf(marked.error)} onRetry={() => void marked.refetch()} />;
  const dock =
    walk.phase === 'running' ? (
      <Button tone="neutral" onClick={stop}>
        {words.stop}
      </Button>
    ) : (
      <Button icon="shield" onClick={walk.phase === 'stopped' ? resume : start}>
        {walk.phase === 'stopped' ? words.resume : walk.phase === 'done' ? words.again : words.start}
      </Button>
    );
  return (
    <Screen dock={dock}>
      <WalkCard walk={walk} />
      <Misfits misfits={walk.misfits} />
      {walk.phase === 'done' && <Head head={walk.head} />}
      <Section title={words.marked} count={marked.data.items.length || undefined}>
        {marked.data.items.length === 0 ? (
          <Small>{words.markedNone}</Small>
        ) : (
          <>
            <List>
              {marked.data.items.map(({ submissionId, ordinal, shortCode, project, misfit, misfitAt }) => (
                <Row
                  key={`${submissionId}:${ordinal}`}
                  title={`${project.name} · ${shortCode}`}
                  note={words.foundAt(dayAndTime(misfitAt))}
                  right={<Tag tone="red">{photoMisfitWords[misfit]}</Tag>}
                  onClick={() => void openPage(routes.reportDetail, { id: submissionId, photo: ordinal })}
                />
              ))}
            </List>
            <Gap size={2} />
            <Small>{words.unmarkedNote}</Small>
          </>
        )}
      </Section>
    </Screen>
  );
}

/** Asks for slice after slice while the page is open and nobody stops it. */
function useWalk() {
  const readSlice = useProofSlice();
  const [walk, dispatch] = useReducer(walkReducer, noWalk);
  // Each run has a number: an answer to an earlier one is for nobody.
  const run = useRef(0);
  useEffect(() => () => void (run.current += 1), []);

  const follow = async (from: string | null) => {
    const mine = (run.current += 1);
    for (let after = from; ;) {
      try {
        const slice = await readSlice(after);
        if (run.current !== mine) return;
        dispatch({ type: 'slice', slice });
        if (slice.next === null) return;
        after = slice.next;
      } catch (error) {
        if (run.current === mine) dispatch({ type: 'stop', error: error as Error });
        return;
      }
    }
  };
  const start = () => {
    dispatch({ type: 'start' });
    void follow(null);
  };
  const resume = () => {
    dispatch({ type: 'resume' });
    void follow(walk.next);
  };
  const stop = () => {
    run.current += 1;
    dispatch({ type: 'stop' });
  };
  return { walk, start, resume, stop };
}

function WalkCard({ walk }: { walk: Walk }) {
  const { phase, totals, misfits } = walk;
  const total = totalOf(walk);
  if (phase === 'idle') {
    return (
      <Card>
        <Small>{words.lead}</Small>
      </Card>
    );
  }
  if (phase === 'done') {
    return (
      <Card>
        <CardTitle right={misfits.length === 0 ? <Tag tone="green" icon="check">{words.fits}</Tag> : <Tag tone="red" icon="alert">{words.misfits(misfits.length)}</Tag>}>
          {totals?.park ?? ''}
        </CardTitle>
        {misfits.length === 0 && totals && <Small>{words.fitsText(totals)}</Small>}
      </Card>
    );
  }
  return (
    <Card>
      <Spread left={phase === 'running' ? words.stepOf(walk.step) : words.interrupted} right={<Small>{total > 0 ? words.done(walk.checked, total) : ''}</Small>} />
      <Gap size={2} />
      <PaceBar value={total > 0 ? (walk.checked / total) * 100 : 0} label={words.done(walk.checked, total)} />
      {walk.error && <NoticeBar icon="offline">{refusalText(walk.error)}</NoticeBar>}
    </Card>
  );
}

function Misfits({ misfits }: { misfits: readonly Misfit[] }) {
  const [first, ...others] = misfits;
  if (!first) return null;
  return (
    <>
      <Section title={words.first}>
        <List>
          <MisfitRow misfit={first} />
        </List>
      </Section>
      {others.length > 0 && (
        <Section title={words.others} count={others.length}>
          <List>
            {others.slice(0, shown).map((misfit, index) => (
              <MisfitRow key={index} misfit={misfit} />
            ))}
          </List>
          {others.length > shown && <Small>{words.more(others.length - shown)}</Small>}
        </Section>
      )}
    </>
  );
}

function MisfitRow({ misfit }: { misfit: Misfit }) {
  const { code, recordId, answerId, importId, photo } = misfit;
  const note = [misfitPlace(misfit, parkDay(new Date())), photo ? words.code(photo.shortCode) : (recordId ?? answerId ?? importId)].filter(Boolean).join(' · ');
  const isThere = recordId !== undefined && code !== 'record_removed';
  return <Row title={misfitTitle(misfit)} note={note} onClick={isThere ? () => void openPage(routes.reportDetail, { id: recordId, photo: photo?.ordinal }) : undefined} />;
}

/** To be kept by somebody else and held against the chain later. */
function Head({ head }: { head: Walk['head'] }) {
  const copy = async () => showToast((await copyText(head?.head ?? '')) ? words.copied : words.copyFailed);
  return (
    <Section title={words.head} link={words.checkPicture} onLink={() => void openPage(routes.digestCode)}>
      {head ? (
        <Card>
          <CardTitle right={<TextLink onClick={() => void copy()}>{words.copyHead}</TextLink>}>{printedHead(head.head)}</CardTitle>
          <Small>{words.headNote(head.number)}</Small>
        </Card>
      ) : (
        <Small>{words.noHead}</Small>
      )}
    </Section>
  );
}
