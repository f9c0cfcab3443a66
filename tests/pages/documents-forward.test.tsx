// 转发 in WeChat: the file goes into a chat, after a second tap where the first was spent on fetching it.
import { fireEvent, screen, waitFor } from '@testing-library/react';
import Taro from '@tarojs/taro';
import DocumentsPage from '../../src/pages/leader/documents';
import { forwardFile, openFile } from '../../src/platform/open-file';
import { idOf, people } from '../factories/screen';
import { renderPage } from '../support/page';

jest.mock('../../src/platform/export-file', () => ({ exportGoesTo: 'chat' }));
jest.mock('../../src/platform/open-file', () => ({ openFile: jest.fn(), forwardFile: jest.fn() }));

const file = {
  id: idOf(800), code: '7K2F9QD4M3', kind: 'weekly', from: '2026-11-16', to: '2026-11-22', by: people.wangfang, at: '2026-11-22T10:05:00Z', sha256: 'ab'.repeat(32), bytes: 21_688, rowCount: null,
  digest: null, name: '周报_2026-11-16至2026-11-22_7K2F9QD4M3.docx', url: 'http://park/storage/v1/x',
};
const { digest: _digest, name, url, ...row } = file;

async function openSheet() {
  renderPage(DocumentsPage, { role: 'leader', answers: { 'export.list': { items: [{ ...row, digest: null }], next: null }, 'export.read': file } });
  fireEvent.click(await screen.findByText(/^周报 /));
  await screen.findByText('转发');
}

it('hands over the file under its own name', async () => {
  jest.mocked(forwardFile).mockResolvedValue('sent');
  jest.mocked(openFile).mockResolvedValue(undefined);
  await openSheet();
  fireEvent.click(screen.getByText('转发'));
  await waitFor(() => expect(forwardFile).toHaveBeenCalledWith(url, name));
  fireEvent.click(screen.getByText('打开'));
  await waitFor(() => expect(openFile).toHaveBeenCalledWith(url, name));
});

it.each([
  ['asks for a second tap where WeChat wants one', () => Promise.resolve('tap_again' as const), '文件取好了，请再点一次转发'],
  ['says when the file did not come', () => Promise.reject(new Error('downloadFile: 403')), '文件没有打开，请检查网络后重试'],
])('%s', async (_, answer, title) => {
  const toast = jest.spyOn(Taro, 'showToast');
  jest.mocked(forwardFile).mockImplementation(answer);
  await openSheet();
  fireEvent.click(screen.getByText('转发'));
  await waitFor(() => expect(toast).toHaveBeenCalledWith(expect.objectContaining({ title })));
});
