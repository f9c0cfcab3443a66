import { routes } from '../../../src/routes';
import { byDay, messageValues, noticeAbouts, noticeKinds, noticePage, noticeText, secondsToNextQuota, templateOf } from '../../../src/domain/notice';
import { hazardReminder, milestoneReminder, remindedOf } from '../../../src/domain/reminder';
import { noticeWords, type NoticeFacts } from '../../../src/text/notice';
import { isFit } from '../../support/wechat';

const facts: NoticeFacts = { title: '配电箱无门', project: '比德', severity: 'major', status: 'open', dueOn: '2026-12-01', days: -8, rung: 'completed', by: '李明', reason: '照片看不清', item: '税收', recordKind: 'reading', on: '2026-11-28', number: 12 };
const about = { id: '019aa000-0000-7000-8000-000000000001', projectId: '019aa000-0000-7000-8000-000000000002' };

describe('noticeText', () => {
  it.each(noticeKinds)('%s reads as Chinese, with all facts and with none', (kind) => {
    for (const given of [facts, {}]) {
      const { title, text } = noticeText({ kind, facts: given });
      expect(title).toMatch(/^[\u4e00-\u9fff]/);
      expect(`${title}${text}`).not.toMatch(/undefined|NaN|null/);
    }
    expect(isFit('phrase1', noticeWords[kind].state)).toBe(true);
  });

  it('says what happened, where and until when', () => {
    expect(noticeText({ kind: 'hazard_major', facts })).toEqual({ title: '发现重大隐患', text: '比德：配电箱无门。李明开出，限 12月1日 前整改' });
    expect(noticeText({ kind: 'hazard_overdue', facts })).toEqual({ title: '隐患逾期 8 天', text: '比德：配电箱无门，期限 12月1日，还没整改' });
    expect(noticeText({ kind: 'order_issued', facts: { ...facts, title: '三天内上锁。' } }).text).toBe('比德：三天内上锁。李明督办，限 12月1日 前回复');
    expect(noticeText({ kind: 'order_overdue', facts: { ...facts, status: 'returned' } })).toEqual({ title: '督办逾期 8 天', text: '比德：配电箱无门，期限 12月1日，被退回，还没重新回复' });
    expect(noticeText({ kind: 'milestone_disputed', facts }).text).toBe('比德 竣工，李明提出异议，理由：照片看不清');
    expect(noticeText({ kind: 'record_returned', facts }).text).toBe('税收的填报被李明退回，理由：照片看不清');
    expect(noticeText({ kind: 'digest_ready', facts }).text).toBe('11月28日，第 12 期');
  });
});

describe('noticePage', () => {
  it.each(noticeAbouts)('of a %s is a page of the app, with the notice to mark', (kind) => {
    const page = noticePage({ id: '7', about: { kind, ...about }, at: '2026-11-28T10:00:00Z' })!;
    expect(Object.values(routes)).toContain(page.path);
    expect(page.params.notice).toBe('7');
  });

  it('of what a released app does not know is none', () => {
    expect(noticePage({ id: '7', about: { kind: 'constructor' as never, ...about }, at: '2026-11-28T10:00:00Z' })).toBeNull();
  });

  it('of a digest is its day', () => {
    expect(noticePage({ id: '7', about: { kind: 'digest', ...about }, on: '2026-11-27', at: '2026-11-28T10:00:00Z' })!.params.on).toBe('2026-11-27');
  });
});

it('a message says the due date where there is one, else when it came', () => {
  expect(messageValues({ kind: 'hazard_assigned', about: { kind: 'hazard', ...about }, facts, at: '2026-11-28T10:00:00Z' }, '临湘')).toEqual({ what: '配电箱无门', where: '比德', on: '2026-12-01', clock: '23:59', state: '待整改' });
  expect(messageValues({ kind: 'digest_ready', about: { kind: 'digest', ...about }, facts: { on: '2026-11-28', number: 12 }, at: '2026-11-28T10:00:00Z' }, '临湘')).toEqual({ what: '第 12 期简报', where: '临湘', on: '2026-11-28', clock: '18:00', state: '已定稿' });
});

it('templates', () => expect(Object.fromEntries(noticeKinds.map((kind) => [templateOf(kind), kind]))).toEqual({ rectification: 'hazard_overdue', answer: 'record_returned', digest: 'digest_ready' }));

it('groups by the day in Shanghai', () => {
  const at = (value: string) => ({ at: value });
  expect(byDay([at('2026-11-28T16:00:00Z'), at('2026-11-28T15:59:00Z'), at('2026-11-28T01:00:00Z')]).map(({ on, notices }) => [on, notices.length])).toEqual([['2026-11-29', 1], ['2026-11-28', 2]]);
});

it('the next quota begins after midnight in Shanghai', () => {
  expect(secondsToNextQuota(new Date('2026-11-28T15:59:00Z'))).toBe(6 * 60);
  expect(secondsToNextQuota(new Date('2026-11-28T16:00:00Z'))).toBe(24 * 3600 + 300);
});

describe('hazardReminder', () => {
  const on = (today: string, status: 'open' | 'rectified' | 'returned' | 'closed' = 'open') => hazardReminder({ status, dueOn: '2026-12-01' }, today);
  it.each([
    ['2026-11-27', null],
    ['2026-11-28', { kind: 'hazard_due_soon', event: '2026-12-01' }],
    ['2026-11-30', { kind: 'hazard_due_soon', event: '2026-12-01' }],
    ['2026-12-01', { kind: 'hazard_due_today', event: '2026-12-01' }],
    ['2026-12-02', { kind: 'hazard_overdue', event: '2026-12-01:0' }],
    ['2026-12-08', { kind: 'hazard_overdue', event: '2026-12-01:0' }],
    ['2026-12-09', { kind: 'hazard_overdue', event: '2026-12-01:1' }],
    ['2026-12-16', { kind: 'hazard_overdue', event: '2026-12-01:2' }],
  ])('on %s', (today, expected) => expect(on(today)).toEqual(expected));

  it('asks nothing of what is rectified in time, and the office for what is rectified and late', () => {
    expect([on('2026-11-28', 'rectified'), on('2026-12-01', 'rectified')]).toEqual([null, null]);
    expect(on('2026-12-02', 'rectified')).toMatchObject({ kind: 'hazard_overdue' });
    expect(remindedOf('hazard_overdue', { status: 'rectified', hasResponsible: true, hasContacts: true })).toEqual(['office']);
    expect(on('2026-12-02', 'closed')).toBeNull();
  });

  it('goes to those who rectify, to the office when late or where there is nobody', () => {
    expect(remindedOf('hazard_due_soon', { status: 'open', hasResponsible: true, hasContacts: true })).toEqual(['responsible', 'contacts']);
    expect(remindedOf('hazard_due_today', { status: 'returned', hasResponsible: false, hasContacts: false })).toEqual(['office']);
    expect(remindedOf('hazard_overdue', { status: 'open', hasResponsible: true, hasContacts: false })).toEqual(['responsible', 'office']);
  });
});

describe('milestoneReminder', () => {
  const reported = (today: string) => milestoneReminder({ status: 'reported', reportedAt: '2026-11-26T02:00:00Z', answeredAt: null }, today);
  it('counts three working days from a Thursday to Tuesday', () => {
    expect(['2026-11-30', '2026-12-01', '2026-12-02', '2027-01-02'].map(reported)).toEqual([null, 'milestone_answer_due', 'milestone_answer_overdue', 'milestone_answer_overdue']);
  });
  it('a dispute is unsettled after seven days', () => {
    const disputed = (today: string) => milestoneReminder({ status: 'disputed', reportedAt: '2026-11-01T02:00:00Z', answeredAt: '2026-11-20T17:00:00Z' }, today);
    expect(['2026-11-27', '2026-11-28'].map(disputed)).toEqual([null, 'milestone_unsettled']);
  });
});
