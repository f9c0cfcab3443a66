// Two tabs of one browser share the session on the disk; each has its own in memory.
import { ApiError, createClient } from '../../../src/api/client';
import type { Session } from '../../../src/contract/session';
import type { HttpRequest, HttpResponse } from '../../../src/platform/request';
import { createSessionKeeper, useSession } from '../../../src/state/session';
import { memoryTexts } from '../../support/phone';

const session = (n: number) => ({ accessToken: `access${n}`, refreshToken: `refresh${n}`, expiresAt: '', staff: { sessionId: `s${n}`, staff: { id: `p${n}` } } }) as Session;
const problem = (code: string): HttpResponse => ({ status: 401, headers: {}, text: JSON.stringify({ type: 'about:blank', title: '', status: 401, code, requestId: 'r1' }) });

async function tabOf(first: Session, code: string) {
  useSession.setState({ session: null });
  const store = memoryTexts();
  const keeper = createSessionKeeper(store);
  await keeper.save(first);
  const send = jest.fn<Promise<HttpResponse>, [HttpRequest]>().mockResolvedValue(problem(code));
  return { store, send, client: createClient(send, keeper) };
}

describe('when another has signed in, in another tab', () => {
  it.each(['token_expired', 'session_ended'])('what this tab asked is not sent in his name, and he stays signed in: %s', async (code) => {
    const { store, send, client } = await tabOf(session(1), code);
    await store.set('session', JSON.stringify(session(2)));
    await expect(client.call('staff.close', { params: { id: 'p3' }, body: {} })).rejects.toEqual(expect.objectContaining({ constructor: ApiError, status: 401 }));
    expect(send.mock.calls.map(([{ headers }]) => headers?.authorization)).toEqual(['Bearer access1']);
    expect(JSON.parse((await store.get('session'))!)).toEqual(session(2));
    // This tab is his from now on.
    expect(useSession.getState()).toMatchObject({ session: session(2) });
  });
});

it('a session that has ended is dropped, where nobody came after it', async () => {
  const { store, client } = await tabOf(session(1), 'session_ended');
  await expect(client.call('me.read')).rejects.toMatchObject({ code: 'session_ended' });
  expect(useSession.getState()).toMatchObject({ session: null, endedBy: 'session_ended' });
  expect(await store.get('session')).toBeNull();
});
