import { useRead } from './query';

/** Without a day it is today's: live until 18:00, frozen after. */
export const useDigest = (on?: string) => useRead('digest.read', { query: { on } });
