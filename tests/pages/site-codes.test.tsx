// 现场二维码 of the office: what is chosen, what the sheets hold, and the PDF.
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import SiteCodesPage from '../../src/pages/office/site-codes';
import { startExportFile } from '../../src/platform/export-file';
import { drawPictures, readPicture } from '../../src/platform/picture';
import { aProject, idOf } from '../factories/screen';
import { renderPage } from '../support/page';

jest.mock('../../src/platform/picture', () => ({ drawPictures: jest.fn(), readPicture: jest.fn(), forgetPictures: jest.fn() }));
jest.mock('../../src/platform/export-file', () => ({ exportGoesTo: 'download', startExportFile: jest.fn() }));

const projects = [
  aProject(),
  aProject({ id: idOf(101), name: '驰兴', key: null }),
  aProject({ id: idOf(102), name: '特勤消防站', key: 'fire-station', category: 'safety_facility' }),
];
const show = (params = {}) => renderPage(SiteCodesPage, { role: 'office', params, answers: { 'project.list': { items: projects } } });

/** The smallest JPEG head that has a size. */
const jpeg = Uint8Array.of(0xff, 0xd8, 0xff, 0xc0, 0, 11, 8, 0, 1, 0, 1, 1, 1, 0x11, 0, 0xff, 0xd9);
const file = { append: jest.fn(), give: jest.fn(async () => true), show: jest.fn(), discard: jest.fn(async () => undefined) };
let drawn: string[] = [];

beforeEach(() => {
  jest.clearAllMocks();
  jest.mocked(startExportFile).mockResolvedValue(file);
  jest.mocked(readPicture).mockResolvedValue(jpeg);
  jest.mocked(drawPictures).mockImplementation(async (plan, onPage) => {
    const pages = plan((text, size) => text.length * size);
    onPage(1, pages.length);
    drawn = pages.flatMap(({ steps }) => steps.flatMap((step) => (step.kind === 'text' ? [step.text] : [])));
    return pages.map((_, index) => ({ url: `blob:${index}` }));
  });
});

describe('the choice', () => {
  it('begins with nothing and takes all, a category, or one by one', async () => {
    show();
    const make = await screen.findByText('先选印哪些');
    fireEvent.click(make);
    expect(drawPictures).not.toHaveBeenCalled();
    fireEvent.click(screen.getByText('工业项目 2'));
    expect(screen.getByText('生成 2 个码，共 1 页')).toBeTruthy();
    fireEvent.click(screen.getByText('一个一个挑'));
    fireEvent.click(await screen.findByText('驰兴'));
    expect(screen.getByText('已选 1 个')).toBeTruthy();
    fireEvent.click(screen.getByText('每页 1 个'));
    fireEvent.click(screen.getByText('全部 3'));
    expect(screen.getByText('生成 3 个码，共 3 页')).toBeTruthy();
    fireEvent.click(screen.getByText('工业项目 2'));
    expect(screen.getByText('生成 1 个码，共 1 页')).toBeTruthy();
    fireEvent.click(screen.getByText('全部 3'));
    fireEvent.click(screen.getByText('全部 3'));
    expect(screen.getByText('先选印哪些')).toBeTruthy();
  });

  it('begins with the project it was opened for, and with none that the park has not', async () => {
    show({ projectId: idOf(101) });
    expect(await screen.findByText('生成 1 个码，共 1 页')).toBeTruthy();
    cleanup();
    show({ projectId: idOf(999) });
    expect(await screen.findByText('先选印哪些')).toBeTruthy();
  });

  it('says where the codes lead, which stays printed', async () => {
    show();
    expect(await screen.findByText(/二维码打开 http:\/\/localhost，/)).toBeTruthy();
  });
});

it('draws what was chosen and gives it as a PDF', async () => {
  show({ projectId: idOf(102) });
  fireEvent.click(await screen.findByText('生成 1 个码，共 1 页'));
  fireEvent.click(await screen.findByText('下载 PDF'));
  await waitFor(() => expect(file.give).toHaveBeenCalled());
  expect(drawn).toEqual(['临湘高新区', '特勤消防站', '扫码检查 · 编号 000102', '园情通 · 现场二维码 · 第 1 / 1 页']);
  expect(startExportFile).toHaveBeenCalledWith(expect.stringMatching(/^现场二维码-\d{4}-\d\d-\d\d\.pdf$/));
  const text = Buffer.from(file.append.mock.calls[0]![0] as Uint8Array).toString('latin1');
  expect(text.startsWith('%PDF-')).toBe(true);
  expect(text).toContain('/MediaBox [0 0 595.28 841.89]');
  expect(text).toContain('/DCTDecode');
  fireEvent.click(screen.getByText('重新选'));
  expect(await screen.findByText('生成 1 个码，共 1 页')).toBeTruthy();
  expect(file.discard).toHaveBeenCalled();
});

it('tells projects of one name apart by the end of their id', async () => {
  show({ projectId: idOf(101) });
  fireEvent.click(await screen.findByText('生成 1 个码，共 1 页'));
  await screen.findByText('下载 PDF');
  expect(drawn).toContain('扫码查看 · 编号 000101');
});

it('says so when the phone can not, and tries again', async () => {
  jest.spyOn(console, 'error').mockImplementation(() => undefined);
  jest.mocked(drawPictures).mockRejectedValueOnce(new Error('no memory'));
  show({ projectId: idOf(101) });
  fireEvent.click(await screen.findByText('生成 1 个码，共 1 页'));
  expect(await screen.findByText('二维码单没有画出来')).toBeTruthy();
  fireEvent.click(screen.getByText('重试'));
  expect(await screen.findByText('下载 PDF')).toBeTruthy();
});
