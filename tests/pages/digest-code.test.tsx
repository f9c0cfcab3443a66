import { fireEvent, screen, waitFor } from '@testing-library/react';
import Taro from '@tarojs/taro';
import DigestCodePage from '../../src/pages/leader/digest-code';
import { refusal, renderPage } from '../support/page';

const found = { on: '2026-11-23', number: 14, head: '3f9a12bc77d098aa'.repeat(4) };
const placeholder = '例如 3f9a 12bc 77d0 98aa';

function ask(typed: string) {
  fireEvent.change(screen.getByPlaceholderText(placeholder), { target: { value: typed } });
  fireEvent.click(screen.getByText('查是哪一期'));
}

describe('核对长图', () => {
  it('names the digest of a code and opens it', async () => {
    const opened = jest.spyOn(Taro, 'navigateTo');
    const call = renderPage(DigestCodePage, { role: 'leader', answers: { 'digest.find': found } });
    ask('3F9A 12bc 77d0 98aa');
    expect(await screen.findByText(/第 14 期，/)).toBeTruthy();
    expect(call).toHaveBeenCalledWith('digest.find', { query: { code: '3f9a12bc77d098aa' } });
    fireEvent.click(screen.getByText('打开这一期'));
    await waitFor(() => expect(opened).toHaveBeenLastCalledWith({ url: '/pages/leader/digest/index?on=2026-11-23' }));
  });

  it('forgets what it found when another code is typed', async () => {
    renderPage(DigestCodePage, { role: 'leader', answers: { 'digest.find': found } });
    ask('3f9a12bc');
    await screen.findByText(/第 14 期，/);
    fireEvent.change(screen.getByPlaceholderText(placeholder), { target: { value: '3f9a' } });
    await waitFor(() => expect(screen.queryByText(/第 14 期，/)).toBeNull());
  });

  it('asks nobody about what can be no code', async () => {
    const call = renderPage(DigestCodePage, { role: 'leader', answers: {} });
    ask('3f9a');
    expect(await screen.findByText(/核验码是 8 位以上/)).toBeTruthy();
    expect(call).not.toHaveBeenCalled();
  });

  it('says what it means when no digest has the code', async () => {
    renderPage(DigestCodePage, { role: 'leader', answers: { 'digest.find': refusal(404, 'digest_code_not_found') } });
    ask('3f9a12bc');
    expect(await screen.findByText(/系统里没有这个核验码的简报/)).toBeTruthy();
  });
});
