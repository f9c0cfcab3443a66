// What app.tsx opened once for this phone: the queue, its disks, the network, the keepers. Tests hand in their own.
import { createContext, useContext, useEffect, useState } from 'react';
import type { Outbox } from '../outbox/outbox';
import type { FileStore } from '../platform/files';
import type { Network } from '../platform/network';
import type { TextStore } from '../platform/store';
import type { SessionKeeper } from './session';
import type { SettingsKeeper } from './settings';

export type Phone = {
  outbox: Outbox;
  /** Photos of drafts and of queued items. */
  files: FileStore;
  /** Half-filled forms. */
  drafts: TextStore;
  network: Network;
  session: SessionKeeper;
  settings: SettingsKeeper;
  /** Device clock minus server clock in milliseconds, undefined before the first answer. */
  clockOffsetMs(): number | undefined;
};

const PhoneContext = createContext<Phone | null>(null);

export const PhoneProvider = PhoneContext.Provider;

export function usePhone(): Phone {
  const phone = useContext(PhoneContext);
  if (!phone) throw new Error('no phone: is the page inside App?');
  return phone;
}

export function useIsOnline(): boolean {
  const { network } = usePhone();
  const [isOnline, setIsOnline] = useState(() => network.isOnline());
  useEffect(() => {
    // It may have changed between drawing and listening.
    setIsOnline(network.isOnline());
    return network.onChange(setIsOnline);
  }, [network]);
  return isOnline;
}
