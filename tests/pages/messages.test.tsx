import { fireEvent, screen, waitFor } from '@testing-library/react';
import MessagesPage from '../../src/pages/mine/messages';
import { AnswerCard } from '../../src/pages/today/parts/answer-card';
import type { NoticeSettings } from '../../src/contract/notice';
import { aMilestoneReport } from '../factories/screen';
import { refusal, renderPage } from '../support/page';

jest.mock('../../src/platform/subscribe', () => ({ hasSubscribeMessages: true, askToSubscribe: jest.fn() }));
const platform = jest.requireMock<{ hasSubscribeMessages: boolean; askToSubscribe: jest.Mock }>('../../src/platform/subscribe');

const settings = (change: Partial<NoticeSettings['templates'][number]> = {}): NoticeSettings => ({
  templates: [
    { template: 'answer', templateId: 'tmpl-a', credits: 0, isWanted: null, ...change },
    { template: 'rectification', templateId: 'tmpl-r', credits: 2, isWanted: true },
  ],
});

beforeEach(() => {
  platform.hasSubscribeMessages = true;
  platform.askToSubscribe.mockReset().mockResolvedValue({});
});

describe('消息提醒', () => {
  const show = (answer: unknown = settings()) => renderPage(MessagesPage, { answers: { 'notice.settings': answer, 'notice.subscribe': settings({ credits: 1, isWanted: true }) } });

  it('outside WeChat says where messages come, and asks the server nothing', async () => {
    platform.hasSubscribeMessages = false;
    const call = show();
    expect(await screen.findByText(/^消息只在微信里发/)).toBeTruthy();
    expect(call).not.toHaveBeenCalled();
  });

  it('turned on asks WeChat within the tap, and tells the server what was answered', async () => {
    platform.askToSubscribe.mockResolvedValue({ 'tmpl-a': 'accept' });
    const call = show();
    fireEvent.click(await screen.findByText('待确认提醒'));
    expect(platform.askToSubscribe).toHaveBeenCalledWith(['tmpl-a']);
    await waitFor(() => expect(call).toHaveBeenCalledWith('notice.subscribe', { body: { id: expect.stringMatching(/^[0-9a-f]{8}-/), answers: [{ template: 'answer', answer: 'accept' }] } }));
    expect(await screen.findByText(/还能收 1 条/)).toBeTruthy();
  });

  it('that WeChat refuses stays off, and says where it can be allowed', async () => {
    platform.askToSubscribe.mockResolvedValue({ 'tmpl-a': 'reject' });
    const call = show();
    fireEvent.click(await screen.findByText('待确认提醒'));
    expect(await screen.findByText(/^微信没有同意/)).toBeTruthy();
    expect(call.mock.calls.map(([name]) => name)).not.toContain('notice.subscribe');
  });

  it('turned off needs no dialog', async () => {
    const call = show();
    fireEvent.click(await screen.findByText('整改提醒'));
    await waitFor(() => expect(call).toHaveBeenCalledWith('notice.subscribe', { body: expect.objectContaining({ answers: [{ template: 'rectification', answer: 'reject' }] }) }));
    expect(platform.askToSubscribe).not.toHaveBeenCalled();
  });

  it('of a park without WeChat says so', async () => {
    show({ templates: [] });
    expect(await screen.findByText(/还没有开通微信消息/)).toBeTruthy();
  });

  it('an error offers another try', async () => {
    show(refusal(503, 'unavailable'));
    expect(await screen.findByText('重试')).toBeTruthy();
  });
});

describe('asking after a confirmation', () => {
  const confirm = async (answer: NoticeSettings) => {
    const call = renderPage(() => <AnswerCard report={aMilestoneReport()} />, { role: 'contact', answers: { 'notice.settings': answer, 'notice.subscribe': answer } });
    await waitFor(() => expect(call).toHaveBeenCalled());
    expect(platform.askToSubscribe).not.toHaveBeenCalled();
    fireEvent.click(await screen.findByText('确认投产'));
    fireEvent.click((await screen.findAllByText('确认投产')).at(-1)!);
    await screen.findByText(/确认投产？|已确认/).catch(() => undefined);
    return call;
  };

  it('asks once for what has run out, and for nothing that is still allowed', async () => {
    platform.askToSubscribe.mockResolvedValue({ 'tmpl-a': 'accept' });
    const call = await confirm(settings());
    await waitFor(() => expect(platform.askToSubscribe.mock.calls).toEqual([[['tmpl-a']]]));
    await waitFor(() => expect(call).toHaveBeenCalledWith('notice.subscribe', { body: expect.objectContaining({ answers: [{ template: 'answer', answer: 'accept' }] }) }));
  });

  it('a refusal is told to the server, and asked again never', async () => {
    platform.askToSubscribe.mockResolvedValue({ 'tmpl-a': 'reject' });
    const call = await confirm(settings());
    await waitFor(() => expect(call).toHaveBeenCalledWith('notice.subscribe', { body: expect.objectContaining({ answers: [{ template: 'answer', answer: 'reject' }] }) }));
  });

  it('who refused once is not asked', async () => {
    await confirm(settings({ isWanted: false }));
    expect(platform.askToSubscribe).not.toHaveBeenCalled();
  });
});
