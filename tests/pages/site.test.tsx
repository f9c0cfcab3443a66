// 现场二维码, from the scan to the page: signed in or not, as whoever, with whatever the code says.
import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import Taro from '@tarojs/taro';
import SitePage from '../../src/pages/detail/site';
import LoginPage from '../../src/pages/login';
import { inviteAddress, siteAddress } from '../../src/domain/site-link';
import { appOrigin } from '../../src/platform/launch';
import { followInvites, followOpenedAddress, takeInvite } from '../../src/state/site-link';
import type { Role } from '../../src/domain/role';
import { aProject, idOf } from '../factories/screen';
import { renderPage } from '../support/page';

const station = aProject({ id: idOf(101), key: 'fire-station', name: '特勤消防站', category: 'safety_facility' });
const plant = aProject();
const link = (id: string) => siteAddress(appOrigin, id);
const session = { accessToken: 'a', refreshToken: 'b', expiresAt: '', staff: { staff: { id: idOf(1), name: '李明', role: 'inspector' } } };

const opened = () => [
  ...jest.mocked(Taro.redirectTo).mock.calls.map(([{ url }]) => url),
  ...jest.mocked(Taro.navigateTo).mock.calls.map(([{ url }]) => url),
];
const show = (q: string, role: Role | null, items = [station, plant]) => renderPage(SitePage, { role, params: { q }, answers: { 'project.list': { items } } });

beforeAll(followInvites);
beforeEach(() => {
  jest.clearAllMocks();
  window.history.replaceState(null, '', '/');
});

describe('a scanned code', () => {
  it('of a facility begins a check for the inspector', async () => {
    show(link(station.id), 'inspector');
    await waitFor(() => expect(opened()).toEqual([`/pages/report/safety-check/index?projectId=${station.id}&scanned=1`]));
  });

  it.each([
    ['inspector', plant.id],
    ['office', station.id],
    ['leader', station.id],
    ['contact', station.id],
  ] as const)('opens the page for %s, who checks nothing there', async (role, id) => {
    show(link(id), role);
    await waitFor(() => expect(opened()).toEqual([`/pages/detail/project-detail/index?id=${id}`]));
  });

  it.each([
    ['inspector', '没有找到这个项目'],
    ['leader', '没有找到这个项目'],
    // Whether it exists is not told.
    ['contact', '这里没有您能看的项目'],
  ] as const)('of a project that %s can not read is told in words', async (role, words) => {
    show(link(idOf(999)), role);
    expect(await screen.findByText(words)).toBeTruthy();
    expect(opened()).toEqual([]);
  });

  it('is told apart from having no signal', async () => {
    renderPage(SitePage, { role: 'inspector', params: { q: link(station.id) }, answers: { 'project.list': () => Promise.reject(new Error('network')) } });
    expect(await screen.findByText('重试')).toBeTruthy();
    expect(screen.queryByText('没有找到这个项目')).toBeNull();
  });

  it.each(['https://evil.test/?s=019aa000-0000-7000-8000-000000000101', `${appOrigin}/?s=garbage`, '13800001138', '100%'])('that is none of ours is told in words: %s', async (q) => {
    show(q, 'inspector');
    expect(await screen.findByText('认不出这个二维码')).toBeTruthy();
    fireEvent.click(screen.getByText('看项目'));
    expect(Taro.switchTab).toHaveBeenCalledWith({ url: '/pages/projects/index' });
  });

  it('of an invite is nothing to somebody who is signed in', async () => {
    show(inviteAddress(appOrigin, '7K2F9-QD4M3'), 'office');
    expect(await screen.findByText('这是邀请码')).toBeTruthy();
  });

  it('is explained where the browser has no scanner', async () => {
    show('', 'inspector');
    expect(await screen.findByText('用手机相机扫')).toBeTruthy();
  });
});

describe('a code scanned before signing in', () => {
  it('waits in the address of the sign-in page, and opens afterwards', async () => {
    show(link(station.id), null);
    const login = `/pages/login/index?q=${encodeURIComponent(link(station.id))}`;
    await waitFor(() => expect(Taro.reLaunch).toHaveBeenCalledWith({ url: login }));

    renderPage(LoginPage, { role: null, params: { q: link(station.id) }, answers: { 'session.claim': session } });
    expect(await screen.findByText('登录后打开您扫的项目')).toBeTruthy();
    fireEvent.click(screen.getByRole('checkbox'));
    fireEvent.click(screen.getByText('用邀请码登录'));
    fireEvent.change(await screen.findByPlaceholderText('10 位字母和数字'), { target: { value: '7K2F9-QD4M3' } });
    fireEvent.click(screen.getByText('登录'));
    await waitFor(() => expect(Taro.reLaunch).toHaveBeenLastCalledWith({ url: `/pages/detail/site/index?q=${encodeURIComponent(link(station.id))}` }));
  });

  it('says at once that it is none of ours', async () => {
    show('https://evil.test/', null);
    fireEvent.click(await screen.findByText('去登录'));
    expect(Taro.reLaunch).toHaveBeenCalledWith({ url: '/pages/login/index' });
  });

  it('of an invite fills the code in, without writing it anywhere', async () => {
    show(inviteAddress(appOrigin, '7K2F9-QD4M3'), null);
    await waitFor(() => expect(Taro.reLaunch).toHaveBeenCalledWith({ url: '/pages/login/index' }));
    const call = renderPage(LoginPage, { role: null, answers: { 'session.claim': session } });
    expect(await screen.findByText('邀请码已经填好，勾选同意后点“用邀请码登录”')).toBeTruthy();
    fireEvent.click(screen.getByRole('checkbox'));
    fireEvent.click(screen.getByText('用邀请码登录'));
    expect((await screen.findByPlaceholderText<HTMLInputElement>('10 位字母和数字')).value).toBe('7K2F9QD4M3');
    fireEvent.click(screen.getByText('登录'));
    await waitFor(() => expect(call).toHaveBeenCalledWith('session.claim', { body: { inviteCode: '7K2F9QD4M3', deviceName: expect.any(String) } }));
    expect(takeInvite()).toBeNull();
  });

  it('of an invite, by somebody who is signed in, signs nobody in over him', async () => {
    window.history.replaceState(null, '', '/#i=7K2F9QD4M3');
    act(followOpenedAddress);
    renderPage(LoginPage, { role: 'office', answers: {} });
    expect(await screen.findByText('这是邀请码')).toBeTruthy();
    expect(screen.queryByText('用邀请码登录')).toBeNull();
    fireEvent.click(screen.getByText('看项目'));
    expect(Taro.switchTab).toHaveBeenCalledWith({ url: '/pages/projects/index' });
  });
});

describe('a browser opened at a code', () => {
  const follow = (address: string) => {
    window.history.replaceState(null, '', address);
    act(followOpenedAddress);
    return window.location.href.slice(appOrigin.length);
  };

  it('begins at its page', () => {
    expect(follow(`/?s=${station.id}`)).toBe(`/#/pages/detail/site/index?q=${encodeURIComponent(link(station.id))}`);
  });

  it('begins at its page also with what can not be read, which says so', () => {
    expect(follow('/?s=x#/pages/me/index')).toBe(`/#/pages/detail/site/index?q=${encodeURIComponent(`${appOrigin}/?s=x#/pages/me/index`)}`);
  });

  it('forgets the address of an invite', () => {
    expect(follow('/#i=7K2F9QD4M3')).toBe('/#/pages/login/index');
    expect(takeInvite()).toBe('7K2F9QD4M3');
  });

  it('forgets the address of an invite that is followed in the open app, and asks to sign in', () => {
    const restart = jest.mocked(Taro.reLaunch);
    window.history.replaceState(null, '', '/#i=7K2F9QD4M3');
    act(() => void window.dispatchEvent(new Event('hashchange')));
    expect(window.location.hash).toBe('#/pages/login/index');
    expect(restart).toHaveBeenCalledWith({ url: '/pages/login/index' });
    expect(takeInvite()).toBe('7K2F9QD4M3');
    window.history.replaceState(null, '', '/#/pages/projects/index');
    act(() => void window.dispatchEvent(new Event('hashchange')));
    expect(restart).toHaveBeenCalledTimes(1);
  });

  it('is left alone with any other address', () => {
    for (const address of ['/', '/#/pages/projects/index', '/#/p?code=7K2F9QD4M3', '/#i=short']) expect(follow(address)).toBe(address);
    expect(takeInvite()).toBeNull();
  });
});
