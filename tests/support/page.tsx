// Renders a page as somebody, against an API that answers what the test says and throws on anything else.
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { configure, render } from '@testing-library/react';
import type { ComponentType } from 'react';
import { ApiError, type Client } from '../../src/api/client';
import { ClientProvider } from '../../src/api/provider';
import type { OperationName } from '../../src/contract/operations';
import type { Session } from '../../src/contract/session';
import type { Role } from '../../src/domain/role';
import { type Phone, PhoneProvider } from '../../src/state/phone';
import { useSession } from '../../src/state/session';
import { aPhone } from './phone';
import { setPageParams } from './taro';

// Not one second: a page that shows late on a busy machine is no fault of the page.
configure({ asyncUtilTimeout: 30_000 });

type Answer = unknown | ((input: { params?: Record<string, string>; query?: Record<string, unknown>; body?: unknown }) => unknown);

interface Options {
  /** Null: nobody is signed in. */
  role?: Role | null;
  params?: Record<string, string>;
  phone?: Phone;
  answers: Partial<Record<OperationName, Answer>>;
  /** What goes out as exact text: photo.sign and photo.attach. */
  sendText?: Client['sendText'];
}

export const refusal = (status: number, code: string) => () => {
  throw new ApiError(status, code, null);
};

/** Returns what was asked of the API. */
export function renderPage(Page: ComponentType, { role = 'leader', params = {}, phone = aPhone(), answers, sendText = jest.fn() }: Options) {
  const call = jest.fn(async (name: OperationName, input: object = {}) => {
    if (!(name in answers)) throw new Error(`unexpected ${name}`);
    const answer = answers[name];
    return typeof answer === 'function' ? (answer as (input: object) => unknown)(input) : answer;
  });
  setPageParams(params);
  const staff = { id: '019aa000-0000-7000-8000-000000000009', name: '某人', role, phoneMasked: null };
  const session = { staff: { staff, park: { id: '019aa000-0000-7000-8000-000000000008', name: '临湘高新区', isDemo: false }, enterprise: null } } as Session;
  useSession.setState({ isLoaded: true, session: role && session });
  const client = { call, sendText } as unknown as Client;
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false, gcTime: 0 } } });
  render(
    <QueryClientProvider client={queries}>
      <ClientProvider value={client}>
        <PhoneProvider value={phone}>
          <Page />
        </PhoneProvider>
      </ClientProvider>
    </QueryClientProvider>,
  );
  return call;
}
