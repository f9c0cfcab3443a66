/**
 * PUT of raw bytes to a signed storage address: no multipart, no API key. Used by the photo queue.
 *
 * Progress is known on H5 only (XMLHttpRequest); wx.request reports none, so a mini-program sees 0 and then 1.
 */
import { NetworkError, requestByWechat, toAbsoluteUrl } from './request';

export interface Upload {
  url: string;
  bytes: ArrayBuffer;
  contentType: string;
  /** A weak signal needs its time: a 500 KB photo at 10 KB/s takes 50 s. WeChat's own limit is 60 s. */
  timeoutMs?: number;
  /** Fraction sent, 0 to 1. */
  onProgress?: (fraction: number) => void;
  signal?: AbortSignal;
}

export interface UploadAnswer {
  status: number;
  text: string;
}

export type UploadBytes = (upload: Upload) => Promise<UploadAnswer>;

const DEFAULT_TIMEOUT_MS = 60_000;

/** Resolves for every HTTP status. Rejects with NetworkError only. */
export const uploadBytes: UploadBytes = (upload) =>
  process.env.TARO_ENV === 'weapp' ? putByWechat(upload) : putByXhr(upload);

function putByXhr({ url, bytes, contentType, timeoutMs = DEFAULT_TIMEOUT_MS, onProgress, signal }: Upload) {
  return new Promise<UploadAnswer>((resolve, reject) => {
    if (signal?.aborted) {
      reject(new NetworkError('aborted'));
      return;
    }
    const request = new XMLHttpRequest();
    const abort = () => request.abort();
    request.open('PUT', toAbsoluteUrl(url));
    request.setRequestHeader('content-type', contentType);
    request.timeout = timeoutMs;
    request.upload.onprogress = ({ loaded, total }) => onProgress?.(total > 0 ? loaded / total : 0);
    request.onload = () => resolve({ status: request.status, text: request.responseText });
    request.onerror = () => reject(new NetworkError('failed'));
    request.ontimeout = () => reject(new NetworkError('timeout'));
    request.onabort = () => reject(new NetworkError('aborted'));
    request.onloadend = () => signal?.removeEventListener('abort', abort);
    signal?.addEventListener('abort', abort);
    request.send(bytes);
  });
}

async function putByWechat({ url, bytes, contentType, timeoutMs = DEFAULT_TIMEOUT_MS, onProgress, signal }: Upload) {
  onProgress?.(0);
  const answer = await requestByWechat(
    { url: toAbsoluteUrl(url), method: 'PUT', header: { 'content-type': contentType }, data: bytes, timeout: timeoutMs },
    signal,
  );
  onProgress?.(1);
  return { status: answer.statusCode, text: answer.data ?? '' };
}
