// 检查表: the latest published versions for who checks; drafts, versions and retirement for the office.
import type { ChecklistDetail } from '../../src/contract/checklist';
import { type ChecklistContent, compareContents } from '../../src/domain/checklist-draft';
import { Reply, type Context, type Handlers } from '../kit/endpoint';
import { Problem, type FieldError } from '../kit/problem';

const receipt = <T extends { isNew: boolean }>({ isNew, ...rest }: T) => new Reply(isNew ? 201 : 200, rest as never);

const change = async (kind: 'retired' | 'restored', operation: string, { call, params, bodyText }: Context<'checklist.retire' | 'checklist.restore'>) =>
  receipt((await call('change_checklist', { p_id: params.id!, p_kind: kind, p_operation: operation, p_body: bodyText })) as { isNew: boolean });

export const checklistHandlers: Handlers = {
  'checklist.list': async (_deps, { call }) => (await call('list_checklists', {})) as never,
  'checklist.listAll': async (_deps, { call }) => (await call('list_all_checklists', {})) as never,
  'checklist.read': async (_deps, { call, params }) => (await call('read_checklist', { p_id: params.id! })) as never,
  'checklist.readVersion': async (_deps, { call, params, query }) =>
    (await call('read_checklist_version', { p_id: params.id!, p_version: query.version })) as never,

  'checklist.create': async (_deps, { call, bodyText }) => receipt((await call('create_checklist', { p_body: bodyText })) as { isNew: boolean }),

  'checklist.save': async (_deps, context) => {
    const { call, params, body, bodyText } = context;
    try {
      return receipt((await call('save_checklist', { p_id: params.id!, p_body: bodyText })) as { isNew: boolean });
    } catch (thrown) {
      if (!(thrown instanceof Problem) || thrown.code !== 'checklist_draft_changed') throw thrown;
      throw new Problem(thrown.code, { errors: await changesSince(context, params.id!, body.revision) });
    }
  },

  'checklist.publish': async (_deps, { call, params, bodyText }) =>
    receipt((await call('publish_checklist', { p_id: params.id!, p_body: bodyText })) as { isNew: boolean }),
  'checklist.retire': (_deps, context) => change('retired', 'checklist.retire', context),
  'checklist.restore': (_deps, context) => change('restored', 'checklist.restore', context),
};

/** What others changed since a revision, as paths: `name`, `projectCategories`, `items.<key>`. */
async function changesSince({ call }: Context<'checklist.save'>, id: string, revision: number): Promise<FieldError[]> {
  const before = (await call('read_checklist_base', { p_id: id, p_revision: revision })) as ChecklistContent | null;
  const { draft, published } = (await call('read_checklist', { p_id: id })) as ChecklistDetail;
  const now = draft ?? published;
  if (!before || !now) return [];
  const { name, projectCategories, added, removed, changed, moved } = compareContents(before, now);
  const clause = (key: string, code: string) => ({ path: `items.${key}`, code });
  return [
    ...(name ? [{ path: 'name', code: 'changed' }] : []),
    ...(projectCategories ? [{ path: 'projectCategories', code: 'changed' }] : []),
    ...added.map(({ key }) => clause(key, 'added')),
    ...removed.map(({ key }) => clause(key, 'removed')),
    ...changed.map(({ after }) => clause(after.key, 'changed')),
    ...moved.map((one) => clause(one.clause.key, 'moved')),
  ];
}
