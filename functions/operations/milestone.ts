// 里程碑: the other party's answer to a report.
import { Reply, type Context, type Handlers } from '../kit/endpoint';

type Answering = 'milestone.confirm' | 'milestone.dispute';

async function answer<N extends Answering>(operation: N, kind: 'confirm' | 'dispute', { call, params, bodyText }: Context<N>) {
  const { isNew, ...receipt } = (await call('answer_milestone', {
    p_milestone_id: params.id!,
    p_answer: kind,
    p_operation: operation,
    p_body: bodyText,
  })) as { isNew: boolean };
  return new Reply(isNew ? 201 : 200, receipt) as never;
}

export const milestoneHandlers: Handlers = {
  'milestone.confirm': (_deps, context) => answer('milestone.confirm', 'confirm', context),
  'milestone.dispute': (_deps, context) => answer('milestone.dispute', 'dispute', context),
};
