// Outboxes with a fault built in, to show that the laws catch it: the real queue over ports that misbehave in one way.
import type { Ports } from '../../src/outbox/ports';
import { sha256 } from './server';
import type { BreakPorts } from './life';

const isReport = (operation: string) => operation.endsWith('.submit');
const idOf = (body: string) => (JSON.parse(body) as { id: string }).id;
const withWire = (ports: Ports, wire: Partial<Ports['wire']>): Ports => ({ ...ports, wire: { ...ports.wire, ...wire } });

export const broken: Record<string, BreakPorts> = {
  'deletes the report before its receipt': (ports) =>
    withWire(ports, {
      send: async (ownerId, operation, path, body) => {
        if (isReport(operation)) await ports.items.remove(idOf(body));
        return ports.wire.send(ownerId, operation, path, body);
      },
    }),

  'deletes a photo when it was sent, before the server says stored': (ports, { disk }) =>
    withWire(ports, {
      put: async (url, bytes, onProgress, type) => {
        const answer = await ports.wire.put(url, bytes, onProgress, type);
        const hash = sha256(new Uint8Array(bytes));
        for (const [key, found] of disk.files) if (sha256(found) === hash) await ports.photos.remove(key);
        return answer;
      },
    }),

  'makes a new id for every try': (ports, _phone, random) =>
    withWire(ports, {
      send: async (ownerId, operation, path, body) => {
        if (!isReport(operation)) return ports.wire.send(ownerId, operation, path, body);
        const id = idOf(body);
        const renewed = id.slice(0, -4) + random.between(0, 65_535).toString(16).padStart(4, '0');
        const answer = await ports.wire.send(ownerId, operation, path, body.split(id).join(renewed));
        return { ...answer, text: answer.text.split(sha256(body.split(id).join(renewed))).join(sha256(body)) };
      },
    }),

  'says saved before the disk has it': (ports) => ({
    ...ports,
    items: { ...ports.items, set: async (key, value) => void ports.items.set(key, value).catch(() => undefined) },
  }),

  'takes any success for a receipt of a photo': (ports) =>
    withWire(ports, {
      send: async (ownerId, operation, path, body) => {
        const answer = await ports.wire.send(ownerId, operation, path, body);
        return operation === 'photo.attach' && answer.status === 200
          ? { ...answer, text: answer.text.replace(/"stored":false/g, '"stored":true').replace('awaiting_photos', 'complete') }
          : answer;
      },
    }),

  'sends what another person queued': (ports, { disk }) =>
    withWire(ports, {
      send: (_ownerId, operation, path, body) => {
        const session = JSON.parse(disk.session ?? 'null') as { staff: { staff: { id: string } } } | null;
        return ports.wire.send(session?.staff.staff.id ?? '', operation, path, body);
      },
    }),
};
