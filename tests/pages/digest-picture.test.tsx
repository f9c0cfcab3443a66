// 长图: drawn on the phone, shown, saved; and what happens when the phone cannot.
import { fireEvent, screen, waitFor } from '@testing-library/react';
import DigestPicturePage from '../../src/pages/leader/digest-picture';
import { drawPictures, savePictures } from '../../src/platform/picture';
import { aDigest } from '../factories/screen';
import { renderPage } from '../support/page';

jest.mock('../../src/platform/picture', () => ({ drawPictures: jest.fn(), savePictures: jest.fn(), forgetPictures: jest.fn() }));

const show = () => renderPage(DigestPicturePage, { params: { on: '2026-11-23' }, answers: { 'digest.read': aDigest({ photos: [] }) } });

it('draws the digest and offers to keep it', async () => {
  jest.mocked(drawPictures).mockImplementation(async (plan, onPage) => {
    const pages = plan((text, size) => text.length * size);
    onPage(1, pages.length);
    return pages.map((_, index) => ({ url: `blob:${index}` }));
  });
  jest.mocked(savePictures).mockResolvedValue('saved');
  show();
  expect(await screen.findByText('长按图片可转发或保存')).toBeTruthy();
  fireEvent.click(screen.getByText('下载图片'));
  await waitFor(() => expect(savePictures).toHaveBeenCalledWith([{ url: 'blob:0' }], expect.any(Function)));
  expect(jest.mocked(savePictures).mock.calls[0]![1](0)).toBe('digest-2026-11-23-1.jpg');
});

it('says so when the phone cannot, and tries again', async () => {
  jest.mocked(drawPictures).mockRejectedValueOnce(new Error('no memory')).mockResolvedValueOnce([{ url: 'blob:1' }]);
  show();
  expect(await screen.findByText('图没有画出来')).toBeTruthy();
  fireEvent.click(screen.getByText('重试'));
  expect(await screen.findByText('下载图片')).toBeTruthy();
});

it('says what to do when the album is closed to it', async () => {
  jest.mocked(drawPictures).mockResolvedValue([{ url: 'blob:1' }]);
  jest.mocked(savePictures).mockResolvedValue('denied');
  show();
  fireEvent.click(await screen.findByText('下载图片'));
  expect(await screen.findByText(/没有保存到相册的权限/)).toBeTruthy();
});
