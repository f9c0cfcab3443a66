import { fireEvent, screen, waitFor } from '@testing-library/react';
import Taro from '@tarojs/taro';
import PhotoCodePage from '../../src/pages/detail/photo-code';
import ReportDetailPage from '../../src/pages/detail/report-detail';
import ProjectsPage from '../../src/pages/projects';
import { aPhoto, aProject, aReport, idOf } from '../factories/screen';
import { refusal, renderPage } from '../support/page';

const found = { submissionId: idOf(200), ordinal: 2 };
const toReport = { url: `/pages/detail/report-detail/index?id=${idOf(200)}&photo=2` };

describe('按照片短码查', () => {
  it('reads a code as it was typed and opens its record at that photo', async () => {
    const open = jest.spyOn(Taro, 'navigateTo');
    const call = renderPage(PhotoCodePage, { answers: { 'photo.find': found } });
    fireEvent.change(screen.getByPlaceholderText('例如 7K2F9-QD4M3'), { target: { value: '7k2f9-qd4mo ' } });
    fireEvent.click(screen.getByText('打开这条记录'));
    await waitFor(() => expect(open).toHaveBeenCalledWith(toReport));
    expect(call).toHaveBeenCalledWith('photo.find', { params: { code: '7K2F9QD4M0' } });
  });

  it('asks nobody about what can be no code', async () => {
    const call = renderPage(PhotoCodePage, { answers: {} });
    fireEvent.change(screen.getByPlaceholderText('例如 7K2F9-QD4M3'), { target: { value: '7K2F' } });
    fireEvent.click(screen.getByText('打开这条记录'));
    expect(await screen.findByText('短码是 10 位字母和数字，请再核对一下。')).toBeTruthy();
    expect(call).not.toHaveBeenCalled();
  });

  it('says that there is none, or none for this person, in one sentence', async () => {
    renderPage(PhotoCodePage, { answers: { 'photo.find': refusal(404, 'photo_not_found') } });
    fireEvent.change(screen.getByPlaceholderText('例如 7K2F9-QD4M3'), { target: { value: '7K2F9QD4M3' } });
    fireEvent.click(screen.getByText('打开这条记录'));
    expect(await screen.findByText('没有这个短码的照片，或者您不能看它。请核对照片下角的 10 位短码。')).toBeTruthy();
  });

  it('opened with a code goes there by itself and leaves no step behind', async () => {
    const replace = jest.spyOn(Taro, 'redirectTo');
    renderPage(PhotoCodePage, { params: { code: '7K2F9QD4M3' }, answers: { 'photo.find': found } });
    await waitFor(() => expect(replace).toHaveBeenCalledWith(toReport));
  });

  it('opened with a wrong code lets it be mended', async () => {
    renderPage(PhotoCodePage, { params: { code: '7K2F' }, answers: {} });
    expect(await screen.findByDisplayValue('7K2F')).toBeTruthy();
  });
});

it('a code typed into the search of 项目 leads there too', async () => {
  const open = jest.spyOn(Taro, 'navigateTo');
  renderPage(ProjectsPage, { answers: { 'project.list': { items: [aProject()] } } });
  const search = await screen.findByPlaceholderText('搜项目或企业');
  fireEvent.change(search, { target: { value: '比德' } });
  expect(screen.queryByText(/^短码/)).toBeNull();
  fireEvent.change(search, { target: { value: '7k2f9qd4m3' } });
  fireEvent.click(screen.getByText('短码 7K2F9QD4M3 的照片'));
  await waitFor(() => expect(open).toHaveBeenCalledWith({ url: '/pages/detail/photo-code/index?code=7K2F9QD4M3' }));
});

describe('记录详情', () => {
  const detail = (change: object = {}) => ({
    ...aReport({ kind: 'inspection', percent: null, photoCount: 2, photos: [aPhoto(), aPhoto({ id: `${idOf(200)}:2`, ordinal: 2, shortCode: '0123456789' })] }),
    body: {}, documents: [], sha256: 'b'.repeat(64), countedAt: '2026-11-23T06:31:00Z', correctedBy: null, checklist: null, hazards: [], milestoneReport: null,
    ...change,
  });
  const show = (params: Record<string, string>, change: object = {}) => renderPage(ReportDetailPage, { params: { id: idOf(200), ...params }, answers: { 'report.read': detail(change) } });

  it('shows the photo that the code led to, with its proof', async () => {
    show({ photo: '2' });
    expect(await screen.findByText('短码 0123456789 的照片')).toBeTruthy();
    expect(screen.getByText('0123456789')).toBeTruthy();
  });

  it('shows none where nobody came by a code', async () => {
    show({});
    expect(await screen.findByText('已计入')).toBeTruthy();
    expect(screen.queryByText(/^短码/)).toBeNull();
  });

  it('says 缺照片 with the reason, and keeps saying that it counts', async () => {
    const lost = aPhoto({ id: `${idOf(200)}:2`, ordinal: 2, stored: false, url: null, thumbUrl: null, lost: { at: '2026-11-22T06:00:00Z', reason: '手机进水' } });
    show({}, { lostCount: 1, photos: [aPhoto(), lost] });
    expect(await screen.findByText('缺照片 1 张')).toBeTruthy();
    expect(screen.getByText('已计入')).toBeTruthy();
    expect(screen.getByText(/^缺照片：手机进水/)).toBeTruthy();
    expect(screen.getByText('缺照片')).toBeTruthy();
  });

  it('says which photo no longer fits, and that the record counts all the same', async () => {
    show({}, { photos: [aPhoto(), aPhoto({ id: `${idOf(200)}:2`, ordinal: 2, misfit: 'photo_changed' })] });
    expect(await screen.findByText(/^第 2 张照片在抽查时与存证不符。记录照常计入/)).toBeTruthy();
    expect(screen.getByText('与存证不符')).toBeTruthy();
    expect(screen.getByText('已计入')).toBeTruthy();
  });
});
