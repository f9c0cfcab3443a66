// A short code opens its record for those who may see the record, and is 404 to everybody else.
import { createHash } from 'node:crypto';
import { shortCode } from '../../src/domain/short-code';
import { inspection, manifestPhoto } from '../factories/submission';
import { startApi, type TestApi } from '../support/api';
import { castNames, type CastName } from '../support/cast';

let api: TestApi;
let id: string;
let code: string;

beforeAll(async () => {
  api = await startApi();
  // A code that shows every confusion: it has a 0 and a 1, which are read for O, I and L.
  for (let tries = 0; ; tries += 1) {
    const body = inspection(api.cast.parks.linxiang.projects.bide!, { photos: [manifestPhoto(), manifestPhoto()] });
    const candidate = shortCode((text) => createHash('sha256').update(text).digest(), body.id, 2);
    if (!(candidate.includes('0') && candidate.includes('1'))) continue;
    expect((await api.call('inspection.submit', 'liming', { body })).status).toBe(201);
    [id, code] = [body.id, candidate];
    break;
  }
});
afterAll(() => api.stop());

const find = (by: CastName, typed: string) => api.call('photo.find', by, { params: { code: encodeURIComponent(typed) } });

const mayRead: CastName[] = ['liming', 'zhouyang', 'wangfang', 'zhaoqiang', 'liujianguo', 'chenjing'];

test.each(castNames)('%s', async (by) => {
  const answer = await find(by, code);
  if (mayRead.includes(by)) expect(answer).toMatchObject({ status: 200, body: { submissionId: id, ordinal: 2 } });
  else expect(answer).toMatchObject({ status: 404, body: { code: 'photo_not_found' } });
});

test('in whatever way it was read off the picture', async () => {
  const typed = [code.toLowerCase(), `${code.slice(0, 5)}-${code.slice(5)}`, code.replaceAll('0', 'O'), code.replaceAll('0', 'o'), code.replaceAll('1', 'I'), code.replaceAll('1', 'l')];
  for (const one of typed) expect(await find('liming', one)).toMatchObject({ status: 200, body: { submissionId: id, ordinal: 2 } });
});

test('a code of nothing, or that can be none, is 404', async () => {
  for (const typed of ['0000000000', 'UUUUUUUUUU', `${code}0`, '----------']) expect(await find('liming', typed)).toMatchObject({ status: 404, body: { code: 'photo_not_found' } });
  for (const typed of ['short', `${code} `, '短码', '%00', 'a'.repeat(21)]) expect(await find('liming', typed)).toMatchObject({ status: 404, body: { code: 'not_found' } });
});
