import './polyfill';
import { QueryClientProvider } from '@tanstack/react-query';
import { type PropsWithChildren, useCallback, useEffect, useRef, useState } from 'react';
import { ClientProvider } from './api/provider';
import './components/nutui-setup';
import { TypeSizeProvider } from './components/type-size';
import { readSystemTextSize } from './platform/device';
import { keepAppOnPhone, onForeground } from './platform/lifecycle';
import { currentPath, restartAt } from './platform/navigate';
import { sendRequest } from './platform/request';
import { routes } from './routes';
import { bootPhone } from './state/boot';
import { useDrains } from './state/drain';
import { useEndings } from './state/leaving';
import { PhoneProvider } from './state/phone';
import { useSession } from './state/session';
import { useSettings } from './state/settings';
import { followInvites, followOpenedAddress } from './state/site-link';
import './app.scss';

followOpenedAddress();
followInvites();
const { phone, queries, cache, client } = bootPhone();
keepAppOnPhone();

/** 待上传 without a session offers the export and shows nothing else; a scanned code asks to sign in and comes back. */
const openToAnybody: readonly string[] = [routes.login, routes.privacy, routes.outbox, routes.site];

/** Composes the app. Follows the phone's own type size, read again whenever the app returns to the front. */
export default function App({ children }: PropsWithChildren) {
  const [systemSize, setSystemSize] = useState(readSystemTextSize);
  const chosenSize = useSettings(({ typeSize }) => typeSize);
  const isLoaded = useSession((state) => state.isLoaded);
  const staffId = useSession(({ session }) => session?.staff.staff.id ?? null);

  useEffect(
    () =>
      onForeground(() => {
        setSystemSize(readSystemTextSize());
        void queries.refetchQueries({ type: 'active', stale: true });
      }),
    [],
  );
  // Another signed in, in this tab or in another: the open pages are not for him.
  const shownTo = useRef(staffId);
  useEffect(() => {
    const former = shownTo.current;
    shownTo.current = staffId;
    if (former && staffId && former !== staffId && currentPath() !== routes.login) void restartAt(routes.today);
  }, [staffId]);
  // Queued items stay: they are sent when their person signs in again.
  useEffect(() => {
    if (!isLoaded || staffId) return;
    void cache.forget();
    if (!openToAnybody.includes(currentPath())) void restartAt(routes.login);
  }, [isLoaded, staffId]);
  const readAgain = useCallback(() => void queries.invalidateQueries(), []);
  useDrains(phone, staffId, readAgain);
  useEndings(phone, staffId, sendRequest);

  return (
    <QueryClientProvider client={queries}>
      <ClientProvider value={client}>
        <PhoneProvider value={phone}>
          <TypeSizeProvider value={chosenSize === 'system' ? systemSize : chosenSize}>{children}</TypeSizeProvider>
        </PhoneProvider>
      </ClientProvider>
    </QueryClientProvider>
  );
}
