/**
 * 每日简报. Needs network; what was read before stays visible while it refreshes. A frozen one never changes.
 */
import { View } from '@tarojs/components';
import { useEffect, useState } from 'react';
import { ApiError } from '../../../api/client';
import { useDigest } from '../../../api/digest';
import { failureOf } from '../../../state/failure';
import { useRefresh } from '../../../api/refresh';
import { a11y } from '../../../components/a11y';
import { BottomSheet } from '../../../components/bottom-sheet';
import { Button, ButtonPair, TextLink } from '../../../components/button';
import { Card } from '../../../components/card';
import { EvidenceStrip } from '../../../components/evidence-photos';
import { Icon } from '../../../components/icon';
import { Light } from '../../../components/light';
import { LightCounts } from '../../../components/light-counts';
import { MeasureRow } from '../../../components/measure-row';
import { NoticeBar } from '../../../components/notice-bar';
import { List, Row } from '../../../components/row';
import { Screen } from '../../../components/screen';
import { Section } from '../../../components/section';
import { EmptyScreen, ErrorScreen, LoadingScreen } from '../../../components/state-view';
import { SwipeArea, SwipeStop } from '../../../components/swipe-area';
import { Gap, Headline, Small } from '../../../components/text-block';
import { UpdatedAt } from '../../../components/updated-at';
import type { Digest } from '../../../contract/digest';
import type { OrderAbout } from '../../../contract/supervision-order';
import { parkTime } from '../../../domain/calendar';
import { printedHead } from '../../../domain/digest-code';
import { lights } from '../../../domain/light';
import { showToast } from '../../../platform/feedback';
import { openPage, usePageParams } from '../../../platform/navigate';
import { scrollToTop } from '../../../platform/page';
import { routes } from '../../../routes';
import { usePhone } from '../../../state/phone';
import { useSettings } from '../../../state/settings';
import { digestPageWords as words } from '../../../text/digest-page';
import { digestPictureWords as pictureWords } from '../../../text/digest-picture';
import { exportKindWords, exportPageWords } from '../../../text/export';
import { formatDay, formatDayAndWeekday, formatMeasure, formatNumber, formatShare, formatValue } from '../../../text/format';
import { type DigestLink, openDigestLink } from '../../digest-link';
import { guarded } from '../../guarded';
import { IssueOrderRow } from '../../issue-order';
import { HazardCounts } from './hazard-counts';
import './index.scss';

type DigestLine = Digest['sections'][number]['lines'][number];
type Effect = NonNullable<DigestLine['effects']>[number];

export default guarded(DigestPage);

function DigestPage() {
  const params = usePageParams();
  const [on, setOn] = useState<string | undefined>(params.on);
  const query = useDigest(on);
  useRefresh(query);
  if (query.isPending) return <LoadingScreen />;
  if (!query.data) {
    const isAbsent = query.error instanceof ApiError && query.error.code === 'digest_not_found';
    if (!isAbsent) return <ErrorScreen {...failureOf(query.error)} onRetry={() => void query.refetch()} />;
    const backToToday = { label: words.backToToday, onClick: () => setOn(undefined) };
    return <EmptyScreen title={words.emptyTitle} text={words.emptyText} action={on ? backToToday : undefined} />;
  }
  const pick = (day: string) => {
    setOn(day);
    scrollToTop();
  };
  return <DigestView key={query.data.on} digest={query.data} updatedAt={query.dataUpdatedAt} onPick={pick} />;
}

function DigestView({ digest, updatedAt, onPick }: { digest: Digest; updatedAt: number; onPick: (on: string) => void }) {
  const { hazards, photos, silentProjects, turned } = digest;
  const itemCount = lights.reduce((sum, light) => sum + (digest.lights[light] ?? 0), 0);
  const projectOf = new Map(photos.map((photo) => [photo.id, photo.project]));
  // As pages of a calendar: the next day comes in from the right.
  const turn = (to: 'left' | 'right') => {
    const day = to === 'left' ? digest.nextOn : digest.previousOn;
    if (day) onPick(day);
    else showToast(to === 'left' ? words.newest : words.oldest);
  };
  return (
    <Screen
      dock={
        <ButtonPair
          left={
            <Button tone="neutral" onClick={() => void openPage(routes.documents, { on: digest.on })}>
              {exportPageWords.submit(exportKindWords.daily)}
            </Button>
          }
          right={
            <Button icon="image" onClick={() => void openPage(routes.digestPicture, { on: digest.on })}>
              {pictureWords.make}
            </Button>
          }
        />
      }
    >
      <SwipeArea onSwipe={turn}>
        <DateSwitcher digest={digest} onPick={onPick} />
        <LastRead digest={digest} onPick={onPick} />
        <Headline>{digest.headline}</Headline>
        <Section title={words.attention} count={words.attentionCount(digest.attention.length, digest.attentionCount)}>
          <Attention rows={digest.attention} on={digest.on} />
          {digest.attention.length < digest.attentionCount && (
            <>
              <Gap size={2} />
              <Small>{words.attentionRule}</Small>
            </>
          )}
        </Section>
        <Section title={words.changes} count={digest.recordCount > 0 ? words.recordCount(digest.recordCount) : undefined}>
          <Changes sections={digest.sections} on={digest.on} />
        </Section>
        {itemCount > 0 && (
          <Section title={words.lights(itemCount)} count={digest.elapsed === null ? undefined : words.elapsed(formatShare(digest.elapsed))}>
            <Card>
              <LightCounts counts={lights.map((state) => ({ state, count: digest.lights[state] ?? 0 }))} onPick={(light) => void openPage(routes.plan, { light })} />
              {turned.map((item) => (
                <View key={item.id} className="digest-turned" hoverClass="pressed" onClick={() => openDigestLink({ kind: 'plan_item', id: item.id }, digest.on)}>
                  <View className="digest-turned-name">{`${words.turned}：${item.name}`}</View>
                  <Light state={item.from} />
                  <View className="digest-arrow">→</View>
                  <Light state={item.to} />
                </View>
              ))}
            </Card>
          </Section>
        )}
        {digest.indicators.length > 0 && (
          <Section title={words.indicators} link={words.openPlan} onLink={() => void openPage(routes.plan)}>
            <List>
              {digest.indicators.map((item) => (
                <MeasureRow
                  key={item.id}
                  name={item.name}
                  value={item.value === null ? null : formatNumber(item.value)}
                  target={item.value === null ? words.target(formatMeasure(item.target, item.unit)) : `/ ${formatMeasure(item.target, item.unit)}`}
                  pace={paceOf(item)}
                  light={item.light}
                  isCompact
                  onClick={() => openDigestLink({ kind: 'plan_item', id: item.id }, digest.on)}
                />
              ))}
            </List>
            <Gap size={2} />
            <Small>{words.paceNote}</Small>
          </Section>
        )}
        <Section title={words.safety}>
          <Card>
            <HazardCounts hazards={hazards} isNewest={digest.nextOn === null} />
          </Card>
        </Section>
        <SilentProjects projects={silentProjects} on={digest.on} />
        {photos.length > 0 && (
          <Section title={words.photos} count={words.photoCount(photos.length)}>
            <SwipeStop>
              <EvidenceStrip photos={photos} nameOf={(photo) => projectOf.get(photo.id)} />
            </SwipeStop>
          </Section>
        )}
        <PrintedCode digest={digest} />
        <UpdatedAt at={updatedAt} />
      </SwipeArea>
    </Screen>
  );
}

/** The few that were silent longest; the others on demand, so that what follows is not pages away. */
const silentAtFirst = 5;

function SilentProjects({ projects, on }: { projects: Digest['silentProjects']; on: string }) {
  const [isWhole, setIsWhole] = useState(projects.length <= silentAtFirst);
  if (projects.length === 0) return null;
  return (
    <Section title={words.silent} count={words.silentCount(projects.length)} link={isWhole ? undefined : words.silentAll} onLink={() => setIsWhole(true)}>
      <List>
        {projects.slice(0, isWhole ? undefined : silentAtFirst).map((project) => (
          <Row
            key={project.id}
            title={project.name}
            isPlain
            right={<Small>{words.silentDays(project.days)}</Small>}
            onClick={() => openDigestLink({ kind: 'project', id: project.id }, on)}
          />
        ))}
      </List>
    </Section>
  );
}

/** What the pictures carry at their foot, to be held against one that somebody passed on. */
function PrintedCode({ digest: { number, head } }: { digest: Digest }) {
  if (number === null || head === null) return null;
  return (
    <Section title={words.code} link={words.checkPicture} onLink={() => void openPage(routes.digestCode)}>
      <Card>
        <View className="digest-code">{printedHead(head)}</View>
        <Small>{words.codeNote(number)}</Small>
      </Card>
    </Section>
  );
}

/** Which digest this phone showed last, so that days away are not skipped unread. Kept on the phone alone. */
function LastRead({ digest, onPick }: { digest: Digest; onPick: (on: string) => void }) {
  const { settings } = usePhone();
  const [readOn] = useState(() => useSettings.getState().digestReadOn);
  useEffect(() => {
    const known = useSettings.getState().digestReadOn;
    if (known === null || known < digest.on) void settings.change({ digestReadOn: digest.on });
  }, [settings, digest.on]);
  // Frozen ones in between, and this is the newest.
  const isBehind = readOn !== null && digest.nextOn === null && digest.previousOn !== null && readOn < digest.previousOn;
  if (!isBehind) return null;
  return (
    <NoticeBar tone="grey" icon="info">
      {words.lastRead(formatDay(readOn, digest.on))}
      <TextLink onClick={() => onPick(readOn)}>{words.readOn}</TextLink>
    </NoticeBar>
  );
}

/** Without a figure there is no bar; where nothing accumulates there is no tick. */
function paceOf(item: Digest['indicators'][number]): { value: number; expected?: number } | undefined {
  if (item.value === null || item.expected === null || item.target <= 0) return undefined;
  return { value: (item.value / item.target) * 100, expected: (item.expected / item.target) * 100 };
}

function DateSwitcher({ digest, onPick }: { digest: Digest; onPick: (on: string) => void }) {
  return (
    <View className="digest-days">
      <DayButton on={digest.previousOn} label={words.previous} icon="left" onPick={onPick} />
      <View className="digest-day">
        <View className="digest-date">{formatDayAndWeekday(digest.on)}</View>
        <Small>{digest.frozenAt ? words.frozen(digest.number, parkTime(digest.frozenAt)) : words.notFrozen}</Small>
      </View>
      <DayButton on={digest.nextOn} label={words.next} icon="right" onPick={onPick} />
    </View>
  );
}

interface DayButtonProps {
  on: string | null;
  label: string;
  icon: 'left' | 'right';
  onPick: (on: string) => void;
}

function DayButton({ on, label, icon, onPick }: DayButtonProps) {
  return (
    <View
      className={`digest-step ${on ? '' : 'digest-step-off'}`}
      hoverClass={on ? 'pressed' : 'none'}
      {...a11y('button', { label })}
      onClick={on ? () => onPick(on) : undefined}
    >
      <Icon name={icon} />
    </View>
  );
}

function Attention({ rows, on }: { rows: Digest['attention']; on: string }) {
  if (rows.length === 0) {
    return (
      <Card>
        <Small>{words.noAttention}</Small>
      </Card>
    );
  }
  return (
    <List>
      {rows.map(({ light, tag, title, why, who, link }) => (
        <Row
          key={`${link.kind}${link.id}${title}`}
          title={
            <>
              <View className="digest-light">
                <Light state={light}>{tag}</Light>
              </View>
              {title}
            </>
          }
          note={
            <>
              <View>{why}</View>
              <View className="digest-who">
                <Icon name="person" size="s" />
                <View className="digest-who-name">{who}</View>
              </View>
            </>
          }
          onClick={() => openDigestLink(link, on)}
        />
      ))}
    </List>
  );
}

/** What the line did to the plan beyond what it says itself; none in digests frozen before that was kept. */
const effectsOf = ({ effects = [], links }: DigestLine): Effect[] => effects.filter(({ itemId }) => !links.some(({ id }) => id === itemId));

/** A signing may move five items at once: the first two say enough, the sheet says all. */
function noteOf(effects: readonly Effect[]): string | undefined {
  const shown = effects.slice(0, 2).map((effect) => `${effect.name} ${moveWords(effect)}`);
  if (effects.length === 0) return undefined;
  return shown.join('，') + (effects.length > 2 ? words.moreEffects(effects.length) : '');
}

/** "27 → 28 个"; of a figure that nobody knew before only what it is now. */
function moveWords({ before, after, unit, isShare }: Effect): string {
  const shown = (value: number | null) => (value === null ? words.noValue : formatValue(value, unit, isShare));
  return before === null ? shown(after) : words.move(formatNumber(isShare ? before * 100 : before), shown(after));
}

/** What an order may be about. */
function matterOf({ kind, id }: DigestLink): OrderAbout | null {
  const keys: Partial<Record<DigestLink['kind'], keyof OrderAbout>> = { report: 'reportId', hazard: 'hazardId', project: 'projectId', plan_item: 'planItemId' };
  const key = keys[kind];
  return key ? { [key]: id } : null;
}

/** A line with several records behind it, or with an effect on the plan, opens a list of them: every one is a tap away. */
function Changes({ sections, on }: { sections: Digest['sections']; on: string }) {
  const [line, setLine] = useState<DigestLine | null>(null);
  if (sections.length === 0) {
    return (
      <Card>
        <Small>{words.noChanges}</Small>
      </Card>
    );
  }
  const open = (tapped: DigestLine) => {
    const [first] = tapped.links;
    if (tapped.links.length > 1 || effectsOf(tapped).length > 0) setLine(tapped);
    else if (first) openDigestLink(first, on);
  };
  // With several records behind a line each one's own page leads to the form.
  const about = line?.links.length === 1 && line.links[0] ? matterOf(line.links[0]) : null;
  const follow = (link: DigestLink) => {
    setLine(null);
    openDigestLink(link, on);
  };
  return (
    <>
      <List>
        {sections.map(({ section, lines }) => (
          <View key={section} className="digest-section">
            <View className="digest-section-name">{section}</View>
            <View className="digest-lines">
              {lines.map((line, index) => (
                <Row
                  key={index}
                  title={line.text}
                  isPlain
                  note={noteOf(effectsOf(line))}
                  onClick={line.links.length > 0 ? () => open(line) : undefined}
                />
              ))}
            </View>
          </View>
        ))}
      </List>
      <BottomSheet isOpen={line !== null} onClose={() => setLine(null)} title={words.links}>
        {line?.links.map((link, index) => (
          <Row key={`${link.kind}${link.id}`} title={link.label ?? words.numbered(words.linkKinds[link.kind], index + 1)} onClick={() => follow(link)} />
        ))}
        {about && <IssueOrderRow about={about} digestOn={on} onOpen={() => setLine(null)} />}
        {line && effectsOf(line).length > 0 && <Small>{words.effects}</Small>}
        {line && effectsOf(line).map((effect) => <Row key={effect.itemId} title={effect.name} right={moveWords(effect)} onClick={() => follow({ kind: 'plan_item', id: effect.itemId })} />)}
      </BottomSheet>
    </>
  );
}
