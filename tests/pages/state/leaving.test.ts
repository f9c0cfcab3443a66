import { QueryClient } from '@tanstack/react-query';
import { act, renderHook, waitFor } from '@testing-library/react';
import { queryKey } from '../../../src/api/query';
import type { Session } from '../../../src/contract/session';
import type { HttpRequest, HttpResponse } from '../../../src/platform/request';
import { useEndings } from '../../../src/state/leaving';
import { createReadCache } from '../../../src/state/cache';
import { createSessionKeeper, me, onPersonGone, useSession } from '../../../src/state/session';
import { aPhone, memoryTexts } from '../../support/phone';

const session = (n: number) => ({ accessToken: `access${n}`, refreshToken: `refresh${n}`, expiresAt: '', staff: { sessionId: `s${n}`, staff: { id: `p${n}` } } }) as Session;
const reply = (status: number, body?: object): HttpResponse => ({ status, headers: {}, text: body ? JSON.stringify(body) : '' });
const problem = (status: number, code: string) => reply(status, { type: 'about:blank', title: '', status, code, requestId: 'r1' });

/** A phone whose network the test turns on, with `count` sessions left on it. */
async function phoneWith(...left: Session[]) {
  const store = memoryTexts();
  const keeper = createSessionKeeper(store);
  for (const one of left) {
    await keeper.save(one);
    await keeper.leave();
  }
  const listeners = new Set<(isOnline: boolean) => void>();
  const network = { isOnline: () => false, onChange: (listener: (isOnline: boolean) => void) => (listeners.add(listener), () => void listeners.delete(listener)) };
  return { phone: { ...aPhone(), session: keeper, network }, store, comeOnline: () => act(async () => listeners.forEach((tell) => tell(true))) };
}

const ends = (send: jest.Mock<Promise<HttpResponse>, [HttpRequest]>) => send.mock.calls.map(([{ method, url, headers }]) => [method, url, headers?.authorization]);

describe('a session that was left', () => {
  it('offline is ended when the network is back, and then forgotten', async () => {
    const { phone, store, comeOnline } = await phoneWith(session(1));
    const send = jest.fn<Promise<HttpResponse>, [HttpRequest]>().mockRejectedValueOnce(new Error('no signal')).mockResolvedValue(reply(204));
    renderHook(() => useEndings(phone, null, send));
    await waitFor(() => expect(send).toHaveBeenCalledTimes(1));
    expect(await phone.session.left()).toHaveLength(1);
    await comeOnline();
    await waitFor(async () => expect(await store.entries()).toEqual([]));
    expect(ends(send)).toEqual(Array(2).fill(['DELETE', '/api/session', 'Bearer access1']));
  });

  it('is ended at the next start with a renewed token, and nobody is signed in by that', async () => {
    const { store } = await phoneWith(session(1));
    const keeper = createSessionKeeper(store);
    await keeper.load();
    const send = jest.fn(async ({ url, headers }: HttpRequest) => (url === '/api/session/refresh' ? reply(200, { ...session(1), accessToken: 'access2' }) : headers?.authorization === 'Bearer access2' ? reply(204) : problem(401, 'token_expired')));
    renderHook(() => useEndings({ ...aPhone(), session: keeper }, null, send));
    await waitFor(async () => expect(await store.entries()).toEqual([]));
    expect(ends(send).map(([method, url]) => `${method} ${url}`)).toEqual(['DELETE /api/session', 'POST /api/session/refresh', 'DELETE /api/session']);
    expect(useSession.getState().session).toBeNull();
  });

  it('is forgotten when the server has ended it already, and kept while the server is down', async () => {
    const { phone, store } = await phoneWith(session(1), session(2));
    const send = jest.fn(async ({ headers }: HttpRequest) => (headers?.authorization === 'Bearer access1' ? problem(401, 'session_ended') : problem(503, 'unavailable')));
    renderHook(() => useEndings(phone, null, send));
    await waitFor(async () => expect((await store.entries()).map(([name]) => name)).toEqual(['left.s2']));
    expect(send).toHaveBeenCalledTimes(2);
  });

  it('leaves the next person signed in', async () => {
    const { phone, store } = await phoneWith(session(1));
    await phone.session.save(session(3));
    const send = jest.fn(async () => problem(401, 'session_ended'));
    renderHook(() => useEndings(phone, 'p3', send));
    await waitFor(async () => expect((await store.entries()).map(([name]) => name)).toEqual(['session']));
    expect(useSession.getState().session?.accessToken).toBe('access3');
  });
});

describe('another person who signs in over the one who is here', () => {
  beforeEach(() => useSession.setState({ session: null }));

  it('ends the session of the former, and is told apart before anything is drawn', async () => {
    const { phone, store } = await phoneWith();
    const gone = jest.fn();
    const stop = onPersonGone(gone);
    await phone.session.save(session(1));
    // Renewed, it is the same.
    await phone.session.save({ ...session(1), accessToken: 'renewed' });
    expect(gone).not.toHaveBeenCalled();
    await phone.session.save(session(2));
    expect(gone).toHaveBeenCalledTimes(1);
    stop();
    const send = jest.fn<Promise<HttpResponse>, [HttpRequest]>().mockResolvedValue(reply(204));
    renderHook(() => useEndings(phone, 'p2', send));
    await waitFor(async () => expect((await store.entries()).map(([name]) => name)).toEqual(['session']));
    expect(ends(send)).toEqual([['DELETE', '/api/session', 'Bearer renewed']]);
  });

  it('reads nothing that was kept for the former', async () => {
    const { phone } = await phoneWith();
    const store = memoryTexts();
    const queries = new QueryClient();
    const cache = createReadCache(store, queries);
    const stops = [cache.follow(() => me()?.staff.id ?? null), onPersonGone(() => void cache.forget())];
    await phone.session.save(session(1));
    await queries.fetchQuery({ queryKey: queryKey('project.list'), queryFn: async () => ({ items: ['of the office'] }) });
    expect(await store.entries()).toHaveLength(1);
    await phone.session.save(session(2));
    expect(queries.getQueryData(queryKey('project.list'))).toBeUndefined();
    await waitFor(async () => expect(await store.entries()).toEqual([]));
    stops.forEach((stop) => stop());
  });
});

describe('a session that the server ended', () => {
  it('leaves its reason until somebody signs in, also after a restart', async () => {
    const store = memoryTexts();
    const keeper = createSessionKeeper(store);
    await keeper.save(session(1));
    keeper.drop('session_ended');
    await createSessionKeeper(store).load();
    expect(useSession.getState()).toMatchObject({ session: null, refusedId: 'p1', endedBy: 'session_ended' });
    await keeper.save(session(2));
    await createSessionKeeper(store).load();
    expect(useSession.getState()).toMatchObject({ refusedId: null, endedBy: null });
  });
});
