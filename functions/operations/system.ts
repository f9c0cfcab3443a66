// Health, and the API's own description.
import type { Handlers } from '../kit/endpoint';
import { openApi } from '../kit/openapi';

export const systemHandlers: Handlers = {
  'health.read': async () => ({ status: 'ok' as const }),
  'openapi.read': async () => openApi(),
};
