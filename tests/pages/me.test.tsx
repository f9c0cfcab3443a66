import { fireEvent, screen, waitFor } from '@testing-library/react';
import MePage from '../../src/pages/me';
import { useSession } from '../../src/state/session';
import { idOf } from '../factories/screen';
import { renderPage } from '../support/page';
import { aPhone } from '../support/phone';

/** Whom renderPage signs in. */
const ownerId = '019aa000-0000-7000-8000-000000000009';
const me = { sessionId: idOf(900), deviceName: '红米', staff: { id: ownerId, name: '李明', role: 'inspector', phoneMasked: null }, park: { id: idOf(901), name: '临湘高新区', isDemo: false }, enterprise: null };

async function signOut(phone = aPhone()) {
  renderPage(MePage, { role: 'inspector', phone, answers: { 'me.read': me } });
  fireEvent.click(await screen.findByText('退出登录'));
  await screen.findByText('退出登录？');
  return phone;
}

describe('signing out', () => {
  it('says what stays on the phone and who goes on with it', async () => {
    const phone = aPhone();
    await phone.outbox.enqueue({ id: idOf(800), operation: 'inspection.submit', path: '/api/inspections', body: '{}', ownerId, lane: idOf(800), label: { project: '璟丰', on: '2026-11-23' }, photos: [] });
    await signOut(phone);
    expect(screen.getByText(/^还有 1 条没送完。.*都留在这台手机里.*您本人重新登录后接着送/)).toBeTruthy();
  });

  it('without anything unsent promises the drafts', async () => {
    await signOut();
    expect(screen.getByText('这台手机上不再显示您的内容。填到一半的留在手机里，您本人重新登录后接着填。')).toBeTruthy();
  });

  it('needs no signal: the session is gone from the phone and kept only to be ended', async () => {
    const phone = await signOut();
    fireEvent.click(screen.getAllByText('退出登录').pop()!);
    await waitFor(() => expect(useSession.getState().session).toBeNull());
    expect(await phone.session.left()).toHaveLength(1);
    await phone.session.load();
    expect(useSession.getState()).toMatchObject({ session: null, refusedId: null, endedBy: null });
  });
});
