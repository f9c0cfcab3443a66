// 记录详情: the proof of each photo, with what is odd about it and what that means.
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { toTile } from '../../src/components/evidence-photos';
import type { Photo } from '../../src/contract/photo';
import type { ReportDetail } from '../../src/contract/report';
import { photoFlags } from '../../src/domain/submission';
import ReportDetailPage from '../../src/pages/detail/report-detail';
import { photoFlagHints, photoFlagWords } from '../../src/text/submission';
import { aPhoto, aReport, idOf } from '../factories/screen';
import { safetyCheck } from '../factories/submission';
import { renderPage } from '../support/page';

const detail = (photo: Partial<Photo>): ReportDetail => ({
  ...aReport({ kind: 'inspection', photoCount: 1, photos: [aPhoto(photo)] }),
  body: {},
  documents: [],
  sha256: 'a'.repeat(64),
  countedAt: null,
  importedBy: null,
  correctedBy: null,
  checklist: null,
  hazards: [],
  milestoneReport: null,
  itemRecord: null,
});

async function showProof(photo: Partial<Photo>) {
  renderPage(ReportDetailPage, { role: 'leader', params: { id: idOf(200) }, answers: { 'report.read': detail(photo) } });
  fireEvent.click(await screen.findByText('照片依据'));
}

describe('the proof of a photo', () => {
  it('says what each flag means and what can be done', async () => {
    await showProof({ flags: [...photoFlags] });
    for (const flag of photoFlags) {
      expect(screen.getByText(photoFlagWords[flag])).toBeTruthy();
      expect(screen.getByText(photoFlagHints[flag])).toBeTruthy();
    }
  });

  it('of an album photo shows the time and place of its file and the distance from there', async () => {
    await showProof({
      source: 'album',
      location: null,
      locationMissing: 'album',
      distanceM: 1240,
      flags: ['album'],
      exif: { takenAt: '2026-11-20T01:12:33Z', latitude: 29.4712, longitude: 113.4498 },
    });
    for (const line of ['相册照片，不取手机的位置', '自带时间 2026-11-20 09:12:33', '自带位置 29.47120, 113.44980', '离项目 1.2 km']) expect(screen.getByText(line)).toBeTruthy();
  });

  it('says when an album photo says nothing of itself', async () => {
    await showProof({ source: 'album', location: null, locationMissing: 'album', distanceM: null });
    expect(screen.getByText('照片没有自带时间和位置')).toBeTruthy();
  });

  it('of a camera photo shows the phone’s place and, beside it, the time in the file', async () => {
    await showProof({ exif: { takenAt: '2026-11-23T06:29:58Z' } });
    expect(screen.getByText('29.47710, 113.45120 · 误差 12 m · 离项目 86 m')).toBeTruthy();
    expect(screen.getByText('自带时间 2026-11-23 14:29:58')).toBeTruthy();
  });
});

describe('a photo in a grid or in the digest’s strip', () => {
  it.each(photoFlags)('wears its flag in words: %s', (flag) => {
    const expected = flag === 'far_from_project' ? '620 m' : photoFlagWords[flag];
    expect(toTile(aPhoto({ flags: [flag], distanceM: 620 })).flag?.text).toBe(expected);
  });

  it('of the album shows the day it was taken, not only the clock', () => {
    expect(toTile(aPhoto({ source: 'album', capturedAt: '2020-01-03T01:12:00Z' }), '比德').caption).toMatch(/^2020年1月3日 比德/);
    expect(toTile(aPhoto({ capturedAt: '2026-11-23T06:30:00Z' }), '比德').caption).toMatch(/^14:30 比德/);
  });
});

describe('photos that never come', () => {
  const waiting: ReportDetail = { ...detail({ stored: false, url: null }), status: 'awaiting_photos', photoCount: 3, photos: [aPhoto(), aPhoto({ id: `${idOf(200)}:2`, ordinal: 2, sha256: 'b'.repeat(64), stored: false, url: null }), aPhoto({ id: `${idOf(200)}:3`, ordinal: 3, sha256: 'c'.repeat(64), stored: false, url: null, lost: { at: '2026-11-23T06:40:00Z', reason: '旧原因' } })] };
  const show = (role: 'office' | 'inspector', report: ReportDetail) => renderPage(ReportDetailPage, { role, params: { id: idOf(200) }, answers: { 'report.read': report, 'photo.giveUp': {} } });

  it('are given up by the office, with a reason, those only that are awaited', async () => {
    const call = show('office', waiting);
    fireEvent.click(await screen.findByText('照片不会来了'));
    fireEvent.change(await screen.findByPlaceholderText(/^例如：/), { target: { value: '本人已离职' } });
    fireEvent.click(screen.getByText('按缺照片计入'));
    await waitFor(() => expect(call.mock.calls.filter(([name]) => name === 'report.read')).toHaveLength(2));
    expect(call.mock.calls.filter(([name]) => name === 'photo.giveUp')).toEqual([['photo.giveUp', { body: { submissionId: idOf(200), sha256: 'b'.repeat(64), reason: '本人已离职' } }]]);
  });

  it.each([
    ['an inspector', 'inspector', waiting],
    ['a record that has all', 'office', detail({})],
  ] as const)('are no matter of %s', async (_, role, report) => {
    show(role, report);
    await screen.findByText('照片依据');
    expect(screen.queryByText('照片不会来了')).toBeNull();
  });
});

it('says that a correction still waits for its photos', async () => {
  renderPage(ReportDetailPage, { params: { id: idOf(200) }, answers: { 'report.read': { ...detail({}), correctedBy: idOf(201), isCorrected: false } } });
  expect(await screen.findByText('这条记录有更正，更正的照片到齐后才不再计入')).toBeTruthy();
});

describe('a long safety check', () => {
  const items = Array.from({ length: 60 }, (_, index) => ({ key: `c-${index}`, heading: '临时用电', text: `条款 ${index}。`, defects: [] }));
  const check: ReportDetail = { ...detail({}), kind: 'safety_check', body: safetyCheck(idOf(1), idOf(2), items.map(({ key }) => key), ['c-40']), checklist: { name: '六十条', version: 1, items } };

  it('has all its clauses, what failed first', async () => {
    renderPage(ReportDetailPage, { role: 'leader', params: { id: idOf(200) }, answers: { 'report.read': check } });
    expect(await screen.findByText(/^条款 40/)).toBeTruthy();
    expect(screen.getByText('条款 59。')).toBeTruthy();
    const rows = [...document.querySelectorAll('.row')].map((row) => row.textContent ?? '').filter((text) => text.includes('条款'));
    expect(rows).toHaveLength(60);
    expect(rows[0]).toContain('不合格');
  });
});
