// 人员、邀请、企业、审计: the office's pages.
import type { Staff } from '../../src/contract/staff';
import { maskPhone } from '../../src/text/format';
import { Reply, type Handlers } from '../kit/endpoint';
import { makeInviteCode } from '../kit/token';

type StaffRow = Omit<Staff, 'phoneMasked'> & { phone: string | null };

export const staffHandlers: Handlers = {
  'staff.list': async (_deps, { call }) => {
    const { items } = (await call('list_staff', {})) as { items: StaffRow[] };
    return { items: items.map(({ phone, ...person }) => ({ ...person, phoneMasked: phone && maskPhone(phone) })) };
  },
  'staff.close': async (_deps, { call, params }) => {
    await call('change_staff', { p_staff_id: params.id!, p_kind: 'closed', p_operation: 'staff.close' });
  },
  'staff.endSessions': async (_deps, { call, params }) => {
    await call('change_staff', { p_staff_id: params.id!, p_kind: 'sessions_ended', p_operation: 'staff.endSessions' });
  },
  'staff.changeRole': async (_deps, { call, params, body }) => {
    await call('change_staff', {
      p_staff_id: params.id!,
      p_kind: 'role_changed',
      p_operation: 'staff.changeRole',
      p_role: body.role,
      p_enterprise_id: body.enterpriseId,
    });
  },

  'invite.create': async (_deps, { call, body, now }) => {
    const { code, hash, expiresAt } = makeInviteCode(now);
    const { id } = (await call('create_invite', { p_invite: body, p_code_hash: hash, p_expires_at: expiresAt })) as { id: string };
    return new Reply(201, { id, code, expiresAt });
  },
  'invite.list': async (_deps, { call }) => (await call('list_invites', {})) as never,
  'invite.revoke': async (_deps, { call, params }) => {
    await call('revoke_invite', { p_id: params.id! });
  },

  'enterprise.list': async (_deps, { call }) => (await call('list_enterprises', {})) as never,
  'audit.list': async (_deps, { call, query }) =>
    (await call('list_audit', { p_limit: query.limit ?? 50, p_before: query.before as never })) as never,
};
