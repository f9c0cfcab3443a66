import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import { submitInspectionRequestSchema } from '../../src/contract/inspection';
import InspectionPage from '../../src/pages/report/inspection';
import { takePhotos } from '../../src/platform/photo';
import { sha256OfText } from '../../src/state/hash';
import { useSettings } from '../../src/state/settings';
import { aProject, idOf } from '../factories/screen';
import { renderPage } from '../support/page';
import { aPhone } from '../support/phone';

jest.mock('../../src/platform/photo', () => ({
  ...jest.requireActual('../../src/platform/photo'),
  takePhotos: jest.fn(async () => [{ origin: 'camera', read: async () => new ArrayBuffer(0) }]),
  processPhoto: jest.fn(async () => ({
    full: { bytes: new Uint8Array([1, 2, 3]).buffer, width: 2, height: 2 },
    thumb: { bytes: new Uint8Array([4]).buffer, width: 1, height: 1 },
  })),
}));

const projects = { items: [aProject(), aProject({ id: idOf(101), name: '比德专线' })] };
const show = (phone = aPhone()) => {
  renderPage(InspectionPage, { role: 'inspector', phone, answers: { 'project.list': projects } });
  return phone;
};

beforeEach(() => useSettings.setState({ lastProjectId: idOf(100) }));

describe('inspection', () => {
  it('begins with the project used last', async () => {
    show();
    expect(await screen.findByText('比德')).toBeTruthy();
    expect(screen.getByText('上次选的')).toBeTruthy();
  });

  it('queues exactly what the contract accepts, with its photos on disk', async () => {
    const phone = show();
    await screen.findByText('比德');
    fireEvent.click(screen.getByRole('button', { name: '拍照' }));
    expect(await screen.findByText('1 / 9')).toBeTruthy();
    fireEvent.click(screen.getByText('需协调'));
    fireEvent.change(screen.getByPlaceholderText('看到了什么，写一句'), { target: { value: '专线接入点还在架线' } });
    fireEvent.click(screen.getByText('提交'));
    await waitFor(() => expect(phone.outbox.getSnapshot().items).toHaveLength(1));

    const [item] = phone.outbox.getSnapshot().items;
    const body = submitInspectionRequestSchema.parse(JSON.parse(item!.body));
    expect(body).toMatchObject({ id: item!.id, projectId: idOf(100), note: '需协调，专线接入点还在架线' });
    expect(body.photos).toEqual([expect.objectContaining({ bytes: 3, source: 'camera', location: null, locationMissing: 'unavailable' })]);
    expect(item).toMatchObject({ operation: 'inspection.submit', path: '/api/inspections', bodySha256: sha256OfText(item!.body), label: { project: '比德' } });
    expect(await phone.files.read(item!.photos[0]!.fileKey)).not.toBeNull();
    // The draft and its own copies are gone; only the queue's files stay.
    await waitFor(async () => expect(await phone.files.list()).toHaveLength(2));
    expect(await phone.drafts.entries()).toEqual([]);
  });

  it('says what is missing instead of queueing an empty report', async () => {
    const phone = show();
    await screen.findByText('比德');
    fireEvent.click(screen.getByText('提交'));
    expect(await screen.findByText('请拍一张照片，或写一句说明')).toBeTruthy();
    expect(phone.outbox.getSnapshot().items).toEqual([]);
  });

  it('says why a photo could not be taken', async () => {
    const { PhotoError } = jest.requireActual('../../src/platform/photo');
    jest.mocked(takePhotos).mockRejectedValueOnce(new PhotoError('denied'));
    show();
    await screen.findByText('比德');
    fireEvent.click(screen.getByRole('button', { name: '拍照' }));
    expect(await screen.findByText('没有相机或相册的权限。请在手机设置里允许后再拍。')).toBeTruthy();
  });

  it('asks once whether to go on with a draft, then stands as it was left', async () => {
    const phone = aPhone();
    const draft = { version: 1, id: idOf(700), projectId: idOf(101), chosenBy: 'person', photos: [], note: '写到一半', phrases: [] };
    const staffId = '019aa000-0000-7000-8000-000000000009';
    await phone.drafts.set(`${staffId}.inspection.${draft.id}`, JSON.stringify({ savedAt: new Date().toISOString(), draft }));
    show(phone);
    await screen.findByText('有一份没有提交的草稿');
    fireEvent.click(screen.getByText('接着填'));
    expect(await screen.findByDisplayValue('写到一半')).toBeTruthy();
    expect(screen.getByText('比德专线')).toBeTruthy();
  });

  it('keeps a draft while it is filled', async () => {
    const phone = show();
    await screen.findByText('比德');
    fireEvent.click(screen.getByText('正常施工中'));
    await act(() => new Promise((resolve) => setTimeout(resolve, 500)));
    expect(await phone.drafts.entries()).toHaveLength(1);
  });
});
