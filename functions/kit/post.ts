// POST of JSON that knows, when it fails, whether the other side may have got the request: fetch does not tell a
// connection that never came about from an answer that never came. A connection for each, so that none is met half closed.
import http from 'node:http';
import https from 'node:https';

export type Posted = { status: number; text: string };

export class PostFailure extends Error {
  constructor(
    /** The connection stood: the request may have arrived. */
    readonly isSent: boolean,
    name: string,
  ) {
    super(name);
    this.name = 'PostFailure';
  }
}

const answerMaxBytes = 65_536;

/** Rejects with a PostFailure, whose message holds no part of the address: that carries secrets. */
export function postJson(address: string, body: unknown, timeoutMs: number): Promise<Posted> {
  const isSecure = address.startsWith('https:');
  const bytes = Buffer.from(JSON.stringify(body));
  return new Promise((resolve, reject) => {
    let isSent = false;
    const fail = (name: string) => reject(new PostFailure(isSent, name));
    const request = (isSecure ? https : http).request(
      address,
      { method: 'POST', agent: false, headers: { 'content-type': 'application/json', 'content-length': bytes.length }, signal: AbortSignal.timeout(timeoutMs) },
      (response) => {
        const pieces: Buffer[] = [];
        let length = 0;
        response.on('data', (piece: Buffer) => {
          length += piece.length;
          if (length > answerMaxBytes) response.destroy(new Error('answer too large'));
          else pieces.push(piece);
        });
        response.on('end', () => resolve({ status: response.statusCode ?? 0, text: Buffer.concat(pieces).toString('utf8') }));
        response.on('error', (error) => fail(error.name));
      },
    );
    request.once('socket', (socket) => socket.once(isSecure ? 'secureConnect' : 'connect', () => (isSent = true)));
    request.on('error', (error: NodeJS.ErrnoException) => fail(error.code ?? error.name));
    request.end(bytes);
  });
}
