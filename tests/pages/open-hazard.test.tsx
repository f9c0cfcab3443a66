// 开出隐患: a photo, a phrase, a tap.
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { openHazardRequestSchema } from '../../src/contract/hazard';
import { addDays, parkDay } from '../../src/domain/calendar';
import HazardPage from '../../src/pages/report/hazard';
import { hasContent, type HazardAction, hazardBody, missingOf, reduceHazard, titleOf, toHazard } from '../../src/pages/report/hazard/draft';
import { emptyDraft } from '../../src/pages/report/parts/form';
import { readPlace } from '../../src/platform/location';
import { processPhoto, takePhotos } from '../../src/platform/photo';
import { useSettings } from '../../src/state/settings';
import { aProject, idOf } from '../factories/screen';
import { renderPage } from '../support/page';
import { aPhone } from '../support/phone';
import { smallJpeg, toArrayBuffer } from '../support/pictures';

jest.mock('../../src/platform/photo', () => ({ ...jest.requireActual('../../src/platform/photo'), takePhotos: jest.fn(), processPhoto: jest.fn() }));
jest.mock('../../src/platform/location', () => ({ readPlace: jest.fn() }));

beforeEach(() => {
  useSettings.setState({ lastProjectId: idOf(100) });
  jest.mocked(readPlace).mockResolvedValue({ missing: 'unavailable' });
  jest.mocked(takePhotos).mockResolvedValue([{ origin: 'camera', isOriginSure: true, read: async () => toArrayBuffer(smallJpeg()) }]);
  jest.mocked(processPhoto).mockResolvedValue({ full: { bytes: new Uint8Array([1]).buffer, width: 2, height: 2 }, thumb: { bytes: new Uint8Array([2]).buffer, width: 1, height: 1 } });
});

function open(params: Record<string, string> = {}) {
  const phone = aPhone();
  renderPage(HazardPage, { role: 'office', phone, params, answers: { 'project.list': { items: [aProject(), aProject({ id: idOf(101), name: '比德专线' })] } } });
  return phone;
}
async function sent(phone: ReturnType<typeof aPhone>) {
  await waitFor(() => expect(phone.outbox.getSnapshot().items).toHaveLength(1));
  const [item] = phone.outbox.getSnapshot().items;
  return { item: item!, body: openHazardRequestSchema.parse(JSON.parse(item!.body)) };
}
const submit = () => fireEvent.click(screen.getByText('开出隐患'));

describe('opening a hazard', () => {
  it('takes a photo and two taps', async () => {
    const phone = open();
    await screen.findByText('比德');
    fireEvent.click(screen.getByRole('button', { name: /拍照/ }));
    await screen.findByText('1 / 9');
    fireEvent.click(screen.getByText('临边没有防护'));
    submit();
    const { item, body } = await sent(phone);
    expect(item).toMatchObject({ operation: 'hazard.open', path: '/api/hazards', label: { project: '比德' } });
    expect(body).toMatchObject({ projectId: idOf(100), hazard: { severity: 'general', title: '临边没有防护', rectificationDueOn: addDays(parkDay(new Date()), 7) } });
    expect(body.photos).toHaveLength(1);
  });

  it('of a project opens with it; 重大 is due sooner', async () => {
    const phone = open({ projectId: idOf(101) });
    await screen.findByText('比德专线');
    fireEvent.click(screen.getByText('重大'));
    expect(screen.getByText('会排在领导简报最前，直到关闭')).toBeTruthy();
    fireEvent.change(screen.getByPlaceholderText('写一句，例如：3 号储罐围堰破损'), { target: { value: '基坑临边无防护' } });
    submit();
    expect((await sent(phone)).body).toMatchObject({ projectId: idOf(101), hazard: { severity: 'major', title: '基坑临边无防护', rectificationDueOn: addDays(parkDay(new Date()), 3) } });
  });

  it('asks what is wrong', async () => {
    const phone = open();
    await screen.findByText('比德');
    submit();
    expect(await screen.findByText('请点一个短语，或写一句哪里不对')).toBeTruthy();
    expect(phone.outbox.getSnapshot().items).toEqual([]);
  });
});

describe('its reducer', () => {
  const today = '2026-11-23';
  const play = (...actions: HazardAction[]) => actions.reduce(reduceHazard, toHazard({ ...emptyDraft('0192f0a1-7c00-7000-8000-000000000402'), projectId: idOf(100) }, today));

  it('moves the due date with the severity until a person chose one', () => {
    expect(play().dueOn).toBe('2026-11-30');
    expect(play({ type: 'severity', severity: 'major', today }).dueOn).toBe('2026-11-26');
    expect(play({ type: 'dueOn', on: '2026-12-24' }, { type: 'severity', severity: 'major', today }).dueOn).toBe('2026-12-24');
  });

  it('makes one title of phrases and words, never too long', () => {
    expect(titleOf(play({ type: 'phrases', phrases: ['灭火器过期', '路面破损'] }, { type: 'title', text: ' 门口 ' }))).toBe('灭火器过期，路面破损，门口');
    expect(titleOf({ phrases: ['灭火器过期'], title: '长'.repeat(200) })).toHaveLength(100);
  });

  it('knows what is missing and what is worth keeping', () => {
    expect(hasContent(play())).toBe(false);
    expect(hasContent(play({ type: 'detail', text: '锈' }))).toBe(true);
    expect(missingOf(play())).toBe('title');
    expect(missingOf({ ...play(), projectId: null })).toBe('project');
  });

  it('sends what the contract takes', () => {
    const draft = play({ type: 'title', text: '围堰破损' }, { type: 'detail', text: '南侧 2 m' });
    expect(openHazardRequestSchema.parse(hazardBody(draft, new Date())).hazard).toEqual({ severity: 'general', title: '围堰破损', detail: '南侧 2 m', rectificationDueOn: '2026-11-30' });
  });
});
