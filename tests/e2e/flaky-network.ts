// A network between phone and server that fails as a building site's does: a share of all transfers is lost, half of them
// before the server hears of it, half after it has acted. The pages themselves pass.
import http from 'node:http';
import type { AddressInfo } from 'node:net';

export type FlakyNetwork = { origin: string; /** Share of transfers that are lost, 0 to 1; null is no network at all. */ lost: number | null; target: string; counts: { passed: number; lost: number }; close: () => void };

export async function flakyNetwork(target: string): Promise<FlakyNetwork> {
  const network: FlakyNetwork = { origin: '', lost: 0, target, counts: { passed: 0, lost: 0 }, close: () => server.close() };
  const server = http.createServer((request, response) => {
    const isTransfer = /^\/(api|storage)\//.test(request.url ?? '');
    const isLost = network.lost === null || (isTransfer && Math.random() < network.lost);
    const isHeard = isLost && network.lost !== null && Math.random() < 0.5;
    network.counts[isLost ? 'lost' : 'passed'] += 1;
    if (isLost && !isHeard) {
      request.socket.destroy();
      return;
    }
    // The Host stays that of this network, so that signed addresses lead through it too.
    const onward = http.request(new URL(request.url ?? '/', network.target), { method: request.method, headers: request.headers }, (answer) => {
      if (isLost) {
        answer.resume();
        request.socket.destroy();
        return;
      }
      // The server died in the middle of its answer.
      answer.on('error', () => request.socket.destroy());
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    onward.on('error', () => request.socket.destroy());
    request.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  network.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return network;
}
