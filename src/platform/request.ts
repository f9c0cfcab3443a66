/**
 * HTTP with text bodies. The body string goes out byte for byte as given (it is what the receipt's sha256 is checked
 * against), and the answer comes back as text, unparsed: parsing belongs to the typed client.
 *
 * H5 uses fetch; the mini-program uses wx.request, which knows GET, POST, PUT and DELETE, at most ten at once.
 */
import Taro from '@tarojs/taro';

export interface HttpRequest {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Absolute, or a path such as `/api/me` that is put behind `apiBaseUrl`. */
  url: string;
  headers?: Record<string, string>;
  body?: string;
  /** From the call to the last byte. WeChat itself gives up after 60 s. */
  timeoutMs?: number;
  signal?: AbortSignal;
}

export interface HttpResponse {
  status: number;
  /** Names in lower case. */
  headers: Record<string, string>;
  text: string;
}

export type SendRequest = (request: HttpRequest) => Promise<HttpResponse>;

export type NetworkFailure = 'timeout' | 'aborted' | 'failed';

/** No HTTP answer arrived. Whether the server acted is unknown, so only idempotent requests may be repeated. */
export class NetworkError extends Error {
  override readonly name = 'NetworkError';

  constructor(readonly reason: NetworkFailure, detail = '') {
    super(detail ? `${reason}: ${detail}` : reason);
  }
}

const DEFAULT_TIMEOUT_MS = 20_000;

/** Empty on H5 (same origin); on WeChat the deployment's address, fixed when the package is built. */
export const apiBaseUrl: string = process.env.TARO_ENV === 'weapp' ? (process.env.TARO_APP_API ?? '') : '';

export function toAbsoluteUrl(url: string): string {
  return url.startsWith('/') ? apiBaseUrl + url : url;
}

/** Resolves for every HTTP status. Rejects with NetworkError only. */
export const sendRequest: SendRequest = (request) =>
  process.env.TARO_ENV === 'weapp' ? sendByWechat(request) : sendByFetch(request);

async function sendByFetch({ method, url, headers, body, timeoutMs = DEFAULT_TIMEOUT_MS, signal }: HttpRequest) {
  const controller = new AbortController();
  let timedOut = false;
  const timer = setTimeout(() => {
    timedOut = true;
    controller.abort();
  }, timeoutMs);
  const passOn = () => controller.abort();
  if (signal?.aborted) controller.abort();
  signal?.addEventListener('abort', passOn);
  try {
    // Explicit bytes: fetch adds a charset to a string body's default content type, never to ours.
    const response = await fetch(toAbsoluteUrl(url), { method, headers, body, cache: 'no-store', signal: controller.signal });
    const text = await response.text();
    const answered: Record<string, string> = {};
    response.headers.forEach((value, name) => {
      answered[name.toLowerCase()] = value;
    });
    return { status: response.status, headers: answered, text };
  } catch (error) {
    throw new NetworkError(timedOut ? 'timeout' : signal?.aborted ? 'aborted' : 'failed', String(error));
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', passOn);
  }
}

async function sendByWechat({ method, url, headers, body, timeoutMs = DEFAULT_TIMEOUT_MS, signal }: HttpRequest) {
  const answer = await requestByWechat(
    { url: toAbsoluteUrl(url), method, header: headers, data: body, timeout: timeoutMs },
    signal,
  );
  return { status: answer.statusCode, headers: toLowerCaseNames(answer.header), text: answer.data ?? '' };
}

type WechatRequest = Pick<Taro.request.Option<string>, 'url' | 'method' | 'header' | 'data' | 'timeout'>;

/** One wx.request that answers text and follows an AbortSignal. Also used by upload.ts. Rejects with NetworkError only. */
export function requestByWechat(request: WechatRequest, signal?: AbortSignal) {
  return new Promise<Taro.request.SuccessCallbackResult<string>>((resolve, reject) => {
    if (signal?.aborted) {
      reject(new NetworkError('aborted'));
      return;
    }
    const task = Taro.request<string>({
      ...request,
      // Anything but 'json' keeps WeChat from parsing the answer.
      dataType: 'text',
      responseType: 'text',
      success: resolve,
      fail: ({ errMsg }) => reject(new NetworkError(toNetworkFailure(errMsg), errMsg)),
      complete: () => signal?.removeEventListener('abort', abort),
    });
    function abort() {
      task.abort();
    }
    signal?.addEventListener('abort', abort);
    // Taro's task is a promise as well; the callbacks above already carry its outcome.
    task.catch(() => undefined);
  });
}

/** wx.request tells its failures apart by the text of errMsg and by nothing else. */
export function toNetworkFailure(errMsg = ''): NetworkFailure {
  if (/time\s?out|timed out/i.test(errMsg)) return 'timeout';
  if (/abort/i.test(errMsg)) return 'aborted';
  return 'failed';
}

function toLowerCaseNames(headers: Record<string, unknown> = {}): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]));
}
