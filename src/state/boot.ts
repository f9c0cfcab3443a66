// Opens everything once, before the first page is drawn; reading the disks goes on behind it. See `ready`.
import { QueryClient } from '@tanstack/react-query';
import { ApiError, type Client, createClient } from '../api/client';
import { createPhotoUrls } from '../api/photo-urls';
import { type OperationName, operations } from '../contract/operations';
import { createOutbox } from '../outbox/outbox';
import { clearExports } from '../platform/export-file';
import { openFileStore } from '../platform/files';
import { openDrainLock } from '../platform/lock';
import { watchNetwork } from '../platform/network';
import { sendRequest } from '../platform/request';
import { openTextStore } from '../platform/store';
import { uploadBytes } from '../platform/upload';
import { toWire } from './wire';
import { createReadCache } from './cache';
import { measureClock } from './clock';
import { sha256OfBytes, sha256OfText } from './hash';
import type { Phone } from './phone';
import { createSessionKeeper, me, onPersonGone } from './session';
import { createSettingsKeeper } from './settings';
import { sweepFiles } from './sweep';

const dayMs = 24 * 3600_000;

export function bootPhone() {
  const session = createSessionKeeper(openTextStore('session'));
  const settings = createSettingsKeeper(openTextStore('settings'));
  const queries = createQueries();
  const cache = createReadCache(openTextStore('cache'), queries);
  onPersonGone(() => void cache.forget());
  const [items, drafts] = [openTextStore('outbox'), openTextStore('drafts')];
  const files = openFileStore();
  const network = watchNetwork();
  const clock = measureClock(sendRequest);
  const client = createClient(clock.send, session);

  const outbox = createOutbox({
    items,
    photos: files,
    wire: toWire(client, uploadBytes, () => network.isOnline()),
    lock: openDrainLock('parkpulse-drain'),
    now: () => new Date(),
    random: Math.random,
    sha256OfText,
    sha256OfBytes,
  });

  const ready = (async () => {
    await Promise.all([session.load(), settings.load(), outbox.load()]);
    const staffId = me()?.staff.id;
    if (staffId) await cache.load(staffId);
    cache.follow(() => me()?.staff.id ?? null);
    // Housekeeping: what fails here is tried again at the next start.
    void sweepFiles(files, [drafts, items], new Date()).catch(() => undefined);
    void clearExports();
  })();

  const phone: Phone = { outbox, files, drafts, network, session, settings, clockOffsetMs: clock.offsetMs };
  return { phone, queries, cache, client: afterReady(client, ready), ready };
}

/** A page that is drawn before the disk was read waits; without a session nothing is asked that would be refused. */
function afterReady(client: Client, ready: Promise<void>): Client {
  const keepUrls = createPhotoUrls(Date.now);
  const admit = async (name: OperationName) => {
    await ready;
    if (operations[name].who !== 'anyone' && !me()) throw new ApiError(401, 'session_ended', null);
  };
  return {
    call: async (name, input) => {
      await admit(name);
      return keepUrls(await client.call(name, input));
    },
    sendText: async (name, path, body, ownerId) => {
      await admit(name);
      return client.sendText(name, path, body, ownerId);
    },
  };
}

function createQueries(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        // The browser's word on being offline is a hint; a request proves it.
        networkMode: 'always',
        retry: (failures, error) => failures < 1 && !(error instanceof ApiError && error.status < 500),
        retryDelay: 1_000,
        staleTime: 15_000,
        gcTime: dayMs,
        refetchOnWindowFocus: false,
      },
      mutations: { networkMode: 'always', retry: false },
    },
  });
}
