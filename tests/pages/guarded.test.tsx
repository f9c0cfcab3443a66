import { readdirSync } from 'node:fs';
import path from 'node:path';
import { fireEvent, screen, waitFor } from '@testing-library/react';
import Taro from '@tarojs/taro';
import { type ComponentType, useMemo, useState } from 'react';
import { guarded } from '../../src/pages/guarded';
import { useDraftSaving } from '../../src/pages/report/parts/use-draft';
import { useSession } from '../../src/state/session';
import { idOf } from '../factories/screen';
import { renderPage } from '../support/page';
import { aPhone } from '../support/phone';

/** Whom renderPage signs in. */
const ownerId = '019aa000-0000-7000-8000-000000000009';
const pagesRoot = path.join(__dirname, '../../src/pages');
const pageFolders = readdirSync(pagesRoot, { recursive: true, encoding: 'utf8' })
  .filter((file) => path.basename(file) === 'index.config.ts')
  .map((file) => path.dirname(file));

// React tells the console of every error that it hands to a boundary.
beforeEach(() => void jest.spyOn(console, 'error').mockImplementation(() => undefined));
afterEach(() => jest.restoreAllMocks());

describe('a page that cannot be drawn', () => {
  it('says so and is drawn afresh at 重试', async () => {
    let isBroken = true;
    const Fragile = () => {
      if (isBroken) throw new Error('drawn wrong');
      return <>好了</>;
    };
    renderPage(guarded(Fragile), { answers: {} });
    expect(await screen.findByText('这一页没有打开')).toBeTruthy();
    fireEvent.click(screen.getByText('重试'));
    expect(await screen.findByText('这一页没有打开')).toBeTruthy();
    isBroken = false;
    fireEvent.click(screen.getByText('重试'));
    expect(await screen.findByText('好了')).toBeTruthy();
    expect(screen.queryByText('这一页没有打开')).toBeNull();
  });

  it('leads to today, and to sign-in where nobody is signed in', async () => {
    const restart = jest.spyOn(Taro, 'reLaunch');
    renderPage(guarded(() => { throw new Error('drawn wrong'); }), { answers: {} });
    fireEvent.click(await screen.findByText('回到今天'));
    expect(restart).toHaveBeenLastCalledWith({ url: '/pages/today/index' });
    useSession.setState({ session: null });
    fireEvent.click(screen.getByText('回到今天'));
    expect(restart).toHaveBeenLastCalledWith({ url: '/pages/login/index' });
  });

  it('keeps what was typed as a draft, and the queue', async () => {
    const phone = aPhone();
    await phone.outbox.enqueue({ id: idOf(800), operation: 'inspection.submit', path: '/api/inspections', body: '{}', ownerId, lane: idOf(800), label: { project: '璟丰', on: '2026-11-23' }, photos: [] });
    const started = { version: 1, id: idOf(1), projectId: null, chosenBy: null, photos: [] } as const;
    const Form = guarded(() => {
      const [note, setNote] = useState('');
      useDraftSaving('inspection', useMemo(() => ({ ...started, photos: [], note }), [note]), note !== '');
      if (note === '看过了') throw new Error('drawn wrong');
      return <input placeholder="说明" onChange={(event) => setNote(event.target.value)} />;
    });
    renderPage(Form, { role: 'inspector', phone, answers: {} });
    fireEvent.change(screen.getByPlaceholderText('说明'), { target: { value: '看过' } });
    fireEvent.change(screen.getByPlaceholderText('说明'), { target: { value: '看过了' } });
    expect(await screen.findByText('这一页没有打开')).toBeTruthy();
    await waitFor(async () => expect((await phone.drafts.entries()).map(([, text]) => text).join()).toContain('看过'));
    fireEvent.click(screen.getByText('重试'));
    expect(await screen.findByPlaceholderText('说明')).toBeTruthy();
    expect(await phone.drafts.entries()).toHaveLength(1);
    expect(phone.outbox.getSnapshot().items.map(({ id, state }) => [id, state])).toEqual([[idOf(800), 'on_phone']]);
  });

  it.each(pageFolders)('is guarded: %s', (folder) => {
    const { default: Page } = jest.requireActual<{ default: ComponentType }>(path.join(pagesRoot, folder));
    expect(Page.displayName).toMatch(/^guarded\(\w+Page\)$/);
  });
});
