// 检查表: the latest published versions.
import type { Handlers } from '../kit/endpoint';

export const checklistHandlers: Handlers = {
  'checklist.list': async (_deps, { call }) => (await call('list_checklists', {})) as never,
};
