// The client as the queue needs it: every answer is an answer, a rejection means that none came.
import { ApiError, type Client } from '../api/client';
import { isErrorCode } from '../contract/errors';
import type { Answer, Wire } from '../outbox/ports';
import type { UploadBytes } from '../platform/upload';

export function toWire(client: Pick<Client, 'sendText'>, upload: UploadBytes, isOnline: () => boolean): Wire {
  return {
    isOnline,
    send: async (ownerId, operation, path, body): Promise<Answer> => {
      try {
        return await client.sendText(operation, path, body, ownerId);
      } catch (error) {
        // The renewal of the token was refused: an answer, not a lost connection.
        if (error instanceof ApiError) return toAnswer(error);
        throw error;
      }
    },
    put: (url, bytes, onProgress, contentType) => upload({ url, bytes, contentType, onProgress }),
  };
}

/** What has no problem of our server did not come from it, but for the codes that the client itself gives. */
function toAnswer({ status, code, problem }: ApiError): Answer {
  const own = isErrorCode(code) ? { type: 'about:blank', title: code, status, code, requestId: '' } : null;
  return { status, text: JSON.stringify(problem ?? own) };
}
