// 附件 in a form: what is taken, what is refused and why, and that it is queued beside the body.
import { fireEvent, screen, waitFor } from '@testing-library/react';
import ItemRecordPage from '../../src/pages/report/item-record';
import { submitReadingRequestSchema } from '../../src/contract/item-record';
import { pickFile } from '../../src/platform/pick-file';
import { sha256OfBytes } from '../../src/state/hash';
import { aPlanItemDetail, idOf } from '../factories/screen';
import { renderPage } from '../support/page';
import { aPhone } from '../support/phone';

jest.mock('../../src/platform/pick-file', () => ({ pickFile: jest.fn() }));

const bytesOf = (text: string) => Uint8Array.from(Buffer.from(text)).buffer;
const pick = (name: string, bytes: ArrayBuffer) => jest.mocked(pickFile).mockResolvedValueOnce({ name, read: async () => bytes });
const pdf = bytesOf('%PDF-1.7\n月报\n%%EOF');

function open() {
  const phone = aPhone();
  renderPage(ItemRecordPage, { role: 'office', phone, params: { itemId: idOf(500), kind: 'reading' }, answers: { 'planItem.read': aPlanItemDetail({ measureType: 'reported' }) } });
  return phone;
}
const add = async () => fireEvent.click(await screen.findByText('添加 PDF'));

it('takes a PDF, and queues it beside the figure', async () => {
  const phone = open();
  pick('统计局10月月报.PDF', pdf);
  await add();
  expect(await screen.findByText('统计局10月月报.pdf')).toBeTruthy();
  const [value, source] = [...document.querySelectorAll('.input-field input')];
  fireEvent.input(value!, { target: { value: '5.2' } });
  fireEvent.input(source!, { target: { value: '统计局月报' } });
  fireEvent.click(screen.getByText('提交审核'));
  await waitFor(() => expect(phone.outbox.getSnapshot().items).toHaveLength(1));
  const [item] = phone.outbox.getSnapshot().items;
  expect(submitReadingRequestSchema.parse(JSON.parse(item!.body)).documents).toEqual([{ sha256: sha256OfBytes(pdf), bytes: pdf.byteLength, name: '统计局10月月报.pdf' }]);
  expect(item!.photos).toMatchObject([{ ordinal: 201, name: '统计局10月月报.pdf', sha256: sha256OfBytes(pdf) }]);
});

it.each<[string, ArrayBuffer, string]>([
  ['a picture', bytesOf('\xff\xd8\xff picture'), '这个文件不是 PDF，没有加入。'],
  ['an empty file', new ArrayBuffer(0), '这个文件是空的。'],
  ['one above 10 MB', new ArrayBuffer(10_485_761), '文件超过 10 MB，没有加入。请压缩后再选。'],
])('refuses %s and says why', async (_, bytes, words) => {
  open();
  pick('x.pdf', bytes);
  await add();
  expect(await screen.findByText(words)).toBeTruthy();
  expect(screen.queryByText('x.pdf')).toBeNull();
});

it('takes the same file once, and a removed one is gone after a question', async () => {
  open();
  pick('月报.pdf', pdf);
  await add();
  await screen.findByText('月报.pdf');
  pick('月报（2）.pdf', pdf);
  await add();
  expect(await screen.findByText('这份文件已经加进来了。')).toBeTruthy();
  fireEvent.click(screen.getByText('移除'));
  expect(await screen.findByText('移除“月报.pdf”吗？')).toBeTruthy();
  fireEvent.click(screen.getAllByText('移除').at(-1)!);
  await waitFor(() => expect(screen.queryByText('月报.pdf')).toBeNull());
});
