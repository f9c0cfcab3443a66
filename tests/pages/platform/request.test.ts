/** @jest-environment node */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sendRequest, toNetworkFailure } from '../../../src/platform/request';
import { toPlaceMissing } from '../../../src/platform/location';

let server: Server;
let base: string;
const received: Buffer[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      received.push(Buffer.concat(parts));
      if (request.url === '/slow') return;
      response.writeHead(409, { 'Content-Type': 'application/problem+json', 'X-Thing': 'yes' });
      response.end('{"code":"id_reused"}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

describe('sendRequest in a browser', () => {
  it('sends the body byte for byte and resolves for every status', async () => {
    const body = '{ "note":"专线\\n接入点 𠮷",\t"n":1.0 }';
    const answer = await sendRequest({ method: 'POST', url: `${base}/api`, headers: { 'content-type': 'application/json' }, body });
    expect(received.at(-1)?.equals(Buffer.from(body, 'utf8'))).toBe(true);
    expect(answer).toMatchObject({ status: 409, text: '{"code":"id_reused"}' });
    expect(answer.headers['x-thing']).toBe('yes');
  });

  it('tells a timeout, an abort and a dead line apart', async () => {
    await expect(sendRequest({ method: 'GET', url: `${base}/slow`, timeoutMs: 30 })).rejects.toMatchObject({ reason: 'timeout' });
    const controller = new AbortController();
    const aborted = sendRequest({ method: 'GET', url: `${base}/slow`, signal: controller.signal });
    controller.abort();
    await expect(aborted).rejects.toMatchObject({ reason: 'aborted' });
    await expect(sendRequest({ method: 'GET', url: 'http://127.0.0.1:1/' })).rejects.toMatchObject({ reason: 'failed' });
  });
});

describe("WeChat's failure texts", () => {
  it.each([
    ['request:fail timeout', 'timeout'],
    ['request:fail abort', 'aborted'],
    ['request:fail interrupted', 'failed'],
    ['request:fail -2:net::ERR_FAILED', 'failed'],
  ])('%s is %s', (errMsg, reason) => expect(toNetworkFailure(errMsg)).toBe(reason));

  it.each([
    ['getLocation:fail auth deny', 'denied'],
    ['getLocation:fail authorize no response', 'denied'],
    ['getLocation:fail system permission denied', 'denied'],
    ['getLocation:fail privacy permission is not authorized', 'denied'],
    ['getLocation:fail timeout', 'timeout'],
    ['getLocation:fail:ERROR_NOCELL&WIFI_LOCATIONSWITCHOFF', 'unavailable'],
  ])('%s is %s', (errMsg, reason) => expect(toPlaceMissing(errMsg)).toBe(reason));
});
