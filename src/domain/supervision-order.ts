// 督办单: its states, who may take which step, and what is computed rather than stored (overdue). Actions are append-only
// and the status is kept from them; the database enforces the same rules in private.next_order_status,
// private.order_refusal and private.may_be_addressed, and a test walks every cell through both.
// An order is about a matter. Nothing here, or anywhere, counts orders by person.
import type { Role } from './role';

export const orderStatuses = ['issued', 'acknowledged', 'answered', 'returned', 'closed', 'withdrawn'] as const;
export type OrderStatus = (typeof orderStatuses)[number];

/** 下达, 签收, 回复, 退回, 办结, 延期, 撤回. */
export const orderActionKinds = ['issued', 'acknowledged', 'answered', 'returned', 'closed', 'extended', 'withdrawn'] as const;
export type OrderActionKind = (typeof orderActionKinds)[number];

export const orderReviewAnswers = ['close', 'return'] as const;
export type OrderReviewAnswer = (typeof orderReviewAnswers)[number];

/** What an order may be about; a line of a digest gives the record it tells of. */
export const orderSubjects = ['plan_item', 'project', 'hazard', 'report'] as const;
export type OrderSubject = (typeof orderSubjects)[number];

/** What is missing here is refused. An answer may be followed by another until it is reviewed: nobody waits to add what was forgotten. */
const moves: Record<OrderStatus, Partial<Record<OrderActionKind, OrderStatus>>> = {
  issued: { acknowledged: 'acknowledged', extended: 'issued', withdrawn: 'withdrawn' },
  acknowledged: { answered: 'answered', extended: 'acknowledged', withdrawn: 'withdrawn' },
  answered: { answered: 'answered', returned: 'returned', closed: 'closed', extended: 'answered', withdrawn: 'withdrawn' },
  returned: { answered: 'answered', extended: 'returned', withdrawn: 'withdrawn' },
  closed: {},
  withdrawn: {},
};

/** Status after an action, null where it is refused. `null` stands for an order that does not exist yet. */
export function nextOrderStatus(status: OrderStatus | null, action: OrderActionKind): OrderStatus | null {
  if (status === null) return action === 'issued' ? 'issued' : null;
  return moves[status][action] ?? null;
}

/** Neither closed nor withdrawn. */
export const isStanding = (status: OrderStatus): boolean => status !== 'closed' && status !== 'withdrawn';

/** Waiting for its addressee. */
export const isOwed = (status: OrderStatus): boolean => status === 'issued' || status === 'acknowledged' || status === 'returned';

/** The due date itself is still in time, and what was answered waits for the leader, late or not. */
export function isOrderOverdue(order: { status: OrderStatus; dueOn: string }, today: string): boolean {
  return isOwed(order.status) && order.dueOn < today;
}

type Staff = { id: string; role: Role; enterpriseId: string | null };

export type OrderFacts = {
  status: OrderStatus;
  addresseeId: string;
  /** The addressee's enterprise when the order was issued; null for people of the park. */
  enterpriseId: string | null;
  /** Null for an item of the plan that has no project. */
  projectId: string | null;
  issuedById: string;
  /** The account is closed, or no leader's any more. */
  isIssuerGone: boolean;
};

/** Leaders and the office all of the park; an inspector those of projects and his own; a contact those sent to the own enterprise. */
export function seesOrder(order: Pick<OrderFacts, 'addresseeId' | 'enterpriseId' | 'projectId'>, caller: Staff): boolean {
  if (caller.role === 'contact') return order.enterpriseId !== null && order.enterpriseId === caller.enterpriseId;
  if (caller.role === 'inspector') return order.projectId !== null || order.addresseeId === caller.id;
  return true;
}

export type OrderRefusal = 'order_not_found' | 'role_refused' | 'not_addressee' | 'not_your_order' | 'own_report' | 'order_moved_on';

/**
 * Why this person may not take that step, null where he may. The addressee acknowledges and answers; the leader who issued
 * it, or another one once he is gone, does the rest. Nobody decides about what was asked of himself.
 */
export function orderRefusal(order: OrderFacts, caller: Staff, action: OrderActionKind): OrderRefusal | null {
  if (!seesOrder(order, caller)) return 'order_not_found';
  const isAnswering = action === 'acknowledged' || action === 'answered';
  if (isAnswering === (caller.role === 'leader')) return 'role_refused';
  if (isAnswering && caller.id !== order.addresseeId) return 'not_addressee';
  if (!isAnswering && caller.id !== order.issuedById && !order.isIssuerGone) return 'not_your_order';
  if (!isAnswering && caller.id === order.addresseeId) return 'own_report';
  return nextOrderStatus(order.status, action) === null ? 'order_moved_on' : null;
}

/** An open account of the park: an inspector, the office, or a contact of the enterprise concerned. */
export function mayBeAddressed(person: Pick<Staff, 'role' | 'enterpriseId'> & { isClosed: boolean }, concernedEnterpriseId: string | null): boolean {
  if (person.isClosed) return false;
  if (person.role === 'contact') return concernedEnterpriseId !== null && person.enterpriseId === concernedEnterpriseId;
  return person.role !== 'leader';
}

/** What a form proposes; a leader changes it at will. */
export const defaultOrderDays = 3;
