// Plays what became of the hazards, and the orders, through the functions that phones call.
import { v7 as uuidv7 } from 'uuid';
import type { HazardRef, LoopEvent } from './demo-loop';
import { callAs, send, setTime, type Stage } from './demo-stage';

type StepEvent<K extends LoopEvent['kind']> = Extract<LoopEvent, { kind: K }>;

export async function playLoop(stage: Stage, event: LoopEvent): Promise<void> {
  await setTime(stage.db, event.at);
  switch (event.kind) {
    case 'assign_projects':
      return callAs(stage, event.by, 'select api.assign_projects($1, $2, $3)', [idAt(event), event.projects.map((key) => stage.projects.get(key)), stage.people.get(event.to)!.staffId]);
    case 'hazard_step':
      return stepHazard(stage, event);
    case 'rectify': {
      const { hazard, rectification, photos } = event;
      return send(stage, event, 'hazard_rectify', { projectId: stage.projects.get(hazard.project), hazardId: await hazardId(stage, hazard), rectification }, photos);
    }
    case 'order_answer': {
      const { order, project, note, photos } = event;
      return send(stage, event, 'order_answer', { projectId: stage.projects.get(project), orderId: stage.orders.get(order), note }, photos);
    }
    case 'order_issue': {
      const id = idAt(event);
      const { about, to, requirement, dueOn } = event;
      stage.orders.set(event.key, id);
      const matter = 'project' in about ? { projectId: stage.projects.get(about.project) } : { hazardId: await hazardId(stage, about.hazard) };
      return act(stage, event, id, 'issued', 'issue', { id, about: matter, requirement, addresseeId: stage.people.get(to)!.staffId, dueOn });
    }
    case 'order_step':
      return stepOrder(stage, event);
  }
}

const idAt = ({ at }: LoopEvent) => uuidv7({ msecs: Date.parse(at) });

async function hazardId({ db, reports }: Stage, { report, clause }: HazardRef): Promise<string> {
  const { rows } = await db.query<{ id: string }>('select id from public.hazards where submission_id = $1 and item_key is not distinct from $2', [reports.get(report), clause]);
  return rows[0]!.id;
}

const operationOf = { assigned: 'assign', verified: 'verify', returned: 'verify', extension_requested: 'extend', extended: 'extendReview', extension_refused: 'extendReview' } as const;

async function stepHazard(stage: Stage, event: StepEvent<'hazard_step'>): Promise<void> {
  const { step, by, to, dueOn, reason } = event;
  const id = await hazardId(stage, event.hazard);
  const { rows } = await stage.db.query<{ request: string | null; rectification: string | null }>(
    `select (select a.id from public.hazard_actions a where a.hazard_id = h.id and a.kind = 'extension_requested' order by a.acted_at desc limit 1) as request,
       (select a.submission_id from public.hazard_actions a where a.hazard_id = h.id and a.kind = 'rectified' order by a.acted_at desc limit 1) as rectification
     from public.hazards h where h.id = $1`,
    [id],
  );
  const { request, rectification } = rows[0]!;
  const answers = operationOf[step] === 'verify' ? { rectificationId: rectification, answer: step } : operationOf[step] === 'extendReview' ? { requestId: request, answer: step } : {};
  const body = { id: idAt(event), ...answers, ...(to && { responsibleId: stage.people.get(to)!.staffId }), dueOn, reason };
  await callAs(stage, by, 'select api.act_on_hazard($1, $2, $3, $4)', [id, step, `hazard.${operationOf[step]}`, JSON.stringify(body)]);
}

async function stepOrder(stage: Stage, event: StepEvent<'order_step'>): Promise<void> {
  const { step, order, reason, dueOn } = event;
  const orderId = stage.orders.get(order)!;
  const { rows } = await stage.db.query<{ answer_id: string | null }>('select answer_id from public.supervision_orders where id = $1', [orderId]);
  const review = step === 'closed' || step === 'returned' ? { answerId: rows[0]!.answer_id, answer: step === 'closed' ? 'close' : 'return' } : {};
  const verb = { acknowledged: 'acknowledge', closed: 'review', returned: 'review', extended: 'extend', withdrawn: 'withdraw' }[step];
  await act(stage, event, orderId, step, verb, { id: idAt(event), orderId, ...review, reason, dueOn });
}

const act = (stage: Stage, { by }: LoopEvent, orderId: string, kind: string, verb: string, body: object) =>
  callAs(stage, by, 'select api.act_on_order($1, $2, $3, $4)', [orderId, kind, `supervisionOrder.${verb}`, JSON.stringify(body)]);
