import { fireEvent, render, screen } from '@testing-library/react';
import { LoginView } from '../../src/pages/login/login-view';

function show(more: Partial<Parameters<typeof LoginView>[0]> = {}) {
  const handlers = { onWechat: jest.fn(), onInvite: jest.fn(), onPrivacy: jest.fn() };
  render(<LoginView hasWechat statusBarHeight={47} isBusy={false} problem={null} {...handlers} {...more} />);
  return handlers;
}

const agree = () => fireEvent.click(screen.getByRole('checkbox'));

describe('sign-in', () => {
  it('starts without consent and does nothing but remind of it', () => {
    const { onWechat } = show();
    expect(screen.getByRole('checkbox').getAttribute('aria-checked')).toBe('false');
    fireEvent.click(screen.getByText('微信登录'));
    expect(onWechat).not.toHaveBeenCalled();
    expect(screen.getByRole('alert').textContent).toContain('隐私说明');
  });

  it('signs in with WeChat once agreed', () => {
    const { onWechat } = show();
    agree();
    fireEvent.click(screen.getByText('微信登录'));
    expect(onWechat).toHaveBeenCalledTimes(1);
  });

  it('opens the privacy page without ticking the box', () => {
    const { onPrivacy } = show();
    fireEvent.click(screen.getByRole('link', { name: '隐私说明' }));
    expect(onPrivacy).toHaveBeenCalledTimes(1);
    expect(screen.getByRole('checkbox').getAttribute('aria-checked')).toBe('false');
  });

  it('offers only the invite code in a browser', () => {
    show({ hasWechat: false });
    expect(screen.queryByText('微信登录')).toBeNull();
    expect(screen.getByText('用邀请码登录')).toBeTruthy();
  });

  it('hands over the invite code as soon as it is long enough', () => {
    const { onInvite } = show();
    agree();
    fireEvent.click(screen.getByText('用邀请码登录'));
    const field = screen.getByPlaceholderText('10 位字母和数字');
    fireEvent.change(field, { target: { value: '7K2F-9' } });
    fireEvent.click(screen.getByText('登录'));
    expect(onInvite).not.toHaveBeenCalled();
    fireEvent.change(field, { target: { value: '7K2F9-QD4M3' } });
    fireEvent.click(screen.getByText('登录'));
    expect(onInvite).toHaveBeenCalledWith('7K2F9-QD4M3');
  });

  it('says why the last attempt failed', () => {
    show({ problem: '邀请码已过期' });
    expect(screen.getByText('邀请码已过期')).toBeTruthy();
  });
});
