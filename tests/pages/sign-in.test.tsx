import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import Taro from '@tarojs/taro';
import LoginPage from '../../src/pages/login';
import { useSession } from '../../src/state/session';
import { idOf } from '../factories/screen';
import { refusal, renderPage } from '../support/page';
import { aPhone } from '../support/phone';

const session = { accessToken: 'a', refreshToken: 'b', expiresAt: '', staff: { staff: { id: idOf(1), name: '李明', role: 'inspector' } } };

/** Signs in with a code as a person would. */
async function enter(code: string) {
  fireEvent.click(screen.getByRole('checkbox'));
  fireEvent.click(screen.getByText('用邀请码登录'));
  fireEvent.change(await screen.findByPlaceholderText('10 位字母和数字'), { target: { value: code } });
  fireEvent.click(screen.getByText('登录'));
}

describe('signing in with an invite code', () => {
  it.each([
    ['invite_unknown', 404, '没有这个邀请码，请核对后再输。'],
    ['invite_used', 409, '这个邀请码已经用过，请向管委会办公室要一个新的。'],
    ['invite_expired', 409, '这个邀请码已过 7 天有效期，请向管委会办公室要一个新的。'],
  ])('says what is wrong with it: %s', async (code, status, words) => {
    renderPage(LoginPage, { answers: { 'session.claim': refusal(status, code) } });
    await enter('7K2F9-QD4M3');
    expect(await screen.findByText(words)).toBeTruthy();
  });

  it('sends the plain code and starts again at today', async () => {
    const restart = jest.spyOn(Taro, 'reLaunch');
    const call = renderPage(LoginPage, { answers: { 'session.claim': session } });
    await enter('7k2f9-qd4m3');
    await waitFor(() => expect(restart).toHaveBeenCalledWith({ url: '/pages/today/index' }));
    expect(call).toHaveBeenCalledWith('session.claim', { body: { inviteCode: '7K2F9QD4M3', deviceName: expect.any(String) } });
    expect(useSession.getState().session?.staff.staff.name).toBe('李明');
  });

  it('says when no answer came', async () => {
    renderPage(LoginPage, { answers: { 'session.claim': () => Promise.reject(new Error('network')) } });
    await enter('7K2F9QD4M3');
    expect(await screen.findByText('没有送到，请在有信号的地方再试。')).toBeTruthy();
  });
});

describe('after the server ended the session', () => {
  it.each([
    ['session_ended', '已在所有设备退出，或者 90 天没有用过，请重新登录。没送完的都在这台手机里。'],
    ['refresh_reused', '为了安全，这次登录已结束，请重新登录。没送达的内容还在手机里。'],
  ])('says why: %s', async (code, words) => {
    const phone = aPhone();
    renderPage(LoginPage, { phone, answers: { 'session.claim': refusal(404, 'invite_unknown') } });
    act(() => phone.session.drop(code));
    expect(await screen.findByText(words)).toBeTruthy();
    // What went wrong just now is the nearer word.
    await enter('7K2F9QD4M3');
    await screen.findByText('没有这个邀请码，请核对后再输。');
    expect(screen.queryByText(words)).toBeNull();
  });

  it('says nothing to somebody who signed out', async () => {
    const phone = aPhone();
    renderPage(LoginPage, { phone, answers: {} });
    await act(() => phone.session.leave());
    expect(screen.queryByRole('alert')).toBeNull();
  });
});
