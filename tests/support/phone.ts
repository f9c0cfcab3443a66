// A phone for pages: disks in memory, a real queue over them, and no signal unless the test says otherwise.
import '../../src/polyfill';
import { createOutbox } from '../../src/outbox/outbox';
import type { Wire } from '../../src/outbox/ports';
import type { FileStore } from '../../src/platform/files';
import type { TextStore } from '../../src/platform/store';
import { sha256OfBytes, sha256OfText } from '../../src/state/hash';
import type { Phone } from '../../src/state/phone';
import { createSessionKeeper } from '../../src/state/session';
import { createSettingsKeeper } from '../../src/state/settings';

export function memoryTexts(): TextStore {
  const kept = new Map<string, string>();
  return {
    get: async (key) => kept.get(key) ?? null,
    set: async (key, value) => void kept.set(key, value),
    remove: async (key) => void kept.delete(key),
    entries: async () => [...kept],
  };
}

export function memoryFiles(): FileStore {
  const kept = new Map<string, ArrayBuffer>();
  return {
    write: async (key, bytes) => void kept.set(key, bytes),
    read: async (key) => kept.get(key) ?? null,
    has: async (key) => kept.has(key),
    remove: async (key) => void kept.delete(key),
    list: async () => [...kept.keys()],
    room: async () => Infinity,
    url: async (key) => (kept.has(key) ? `blob:${key}` : null),
  };
}

export function aPhone({ send, isOnline = false }: { send?: Wire['send']; isOnline?: boolean } = {}): Phone {
  const files = memoryFiles();
  const outbox = createOutbox({
    items: memoryTexts(),
    photos: files,
    wire: {
      isOnline: () => isOnline,
      send: send ?? (() => Promise.reject(new Error('no signal'))),
      put: async () => ({ status: 200, text: '{}' }),
    },
    lock: async (work) => (await work(), true),
    now: () => new Date(),
    random: () => 0.5,
    sha256OfText,
    sha256OfBytes,
  });
  return {
    outbox,
    files,
    drafts: memoryTexts(),
    network: { isOnline: () => isOnline, onChange: () => () => undefined },
    session: createSessionKeeper(memoryTexts()),
    settings: createSettingsKeeper(memoryTexts()),
    clockOffsetMs: () => undefined,
  };
}
