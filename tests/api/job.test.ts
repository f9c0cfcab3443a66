// The scheduler's door: only with the secret, only to jobs of the table.
import { cronSecret, startApi, type TestApi } from '../support/api';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

const run = (job: string, secret: string) => api.send('GET', `/api/cron/${job}`, null, undefined, { authorization: `Bearer ${secret}` });

test.each(['constructor', 'to-string', 'valueof', 'nothing'])('%s is no job', async (job) => {
  expect(await run(job, cronSecret)).toMatchObject({ status: 404, body: { code: 'job_not_found' } });
});

test('another secret is refused', async () => {
  expect(await run('freeze-digest', 'x'.repeat(cronSecret.length))).toMatchObject({ status: 401, body: { code: 'token_invalid' } });
});
