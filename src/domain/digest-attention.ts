// 需要您过问: at most five things that need the leader, each with why, whom to ask, and the proof one tap away.
// An incident stands on top on its day, major hazards below it until closed (domain.md), then supervision orders past their
// date, the longest first: each day they climb. The rest take turns by kind, so that ten late items of the plan do not push a
// dispute off the page.
import { attentionWords as words } from '../text/digest';
import { daysLeftWords, formatDay, joinNames } from '../text/format';
import { rungWords } from '../text/milestone';
import { daysBetween, parkDay } from './calendar';
import { liveChanges } from './digest-changes';
import type { DigestFacts, HazardFact } from './digest-facts';
import { orderMatter } from './digest-orders';
import { type Attention, blockedItems, type LitFact, overdueItems, turnedItems } from './digest-items';
import { answerDueOn, isAnswerOverdue } from './milestone';
import { silentAfterDays } from './project-light';

/** Everything that asks for attention, most pressing first; the digest shows the first five. */
export function attentionOf(facts: DigestFacts, board: readonly LitFact[]): Attention[] {
  const { on } = facts;
  const majors = facts.majorHazards.map((hazard) => majorHazard(hazard, on));
  return [
    ...incidents(facts),
    ...majors,
    ...overdueOrders(facts),
    ...inTurns([
      overdueItems(board, on),
      disputes(facts),
      blockedItems(board, on),
      overdueAnswers(facts),
      overdueHazards(facts),
      turnedItems(facts, board),
      silentProjects(facts),
    ]),
  ];
}

/** The first of each, then the second of each, and so on. */
function inTurns<T>(queues: readonly (readonly T[])[]): T[] {
  const longest = Math.max(0, ...queues.map((queue) => queue.length));
  return Array.from({ length: longest }, (_, turn) => queues.flatMap((queue) => queue.slice(turn, turn + 1))).flat();
}

/** 安全事故, told once: in the digest of the day it was recorded in. */
function incidents(facts: DigestFacts): Attention[] {
  return liveChanges(facts).flatMap(({ kind, record }): Attention[] => {
    if (kind !== 'submission_counted' || record?.kind !== 'incident') return [];
    const { id, title, project, note, by } = record;
    return [
      {
        kind: 'incident',
        light: 'overdue',
        tag: words.incident,
        title: [project, title].filter(Boolean).join('：'),
        why: note ?? words.incidentWhy,
        who: by ? words.findReporter(by.name) : words.askCommittee,
        link: { kind: 'report', id },
      },
    ];
  });
}

/** What is rectified waits for nobody but who verifies it. */
function whoActs({ status, responsible }: HazardFact): string {
  if (status === 'rectified') return words.askInspectors;
  return responsible ? words.find(responsible.name) : words.noResponsible;
}

function majorHazard(hazard: HazardFact, on: string): Attention {
  const daysLeft = daysBetween(on, hazard.rectificationDueOn);
  return {
    kind: 'major_hazard',
    light: daysLeft < 0 ? 'overdue' : 'behind',
    tag: words.major(daysLeftWords(daysLeft)),
    title: words.hazard(hazard.project.name, hazard.title),
    why: words.hazardWhy[hazard.status](formatDay(hazard.rectificationDueOn, on)),
    who: whoActs(hazard),
    link: { kind: 'hazard', id: hazard.id },
  };
}

/** Ranked by days overdue; facts come in that order. */
function overdueOrders({ overdueOrders: orders = [], on }: DigestFacts): Attention[] {
  return orders.map((order) => ({
    kind: 'overdue_order',
    light: 'overdue',
    tag: words.order(daysLeftWords(daysBetween(on, order.dueOn))),
    title: words.orderTitle(orderMatter(order), order.requirement),
    why: words.orderWhy[order.status](formatDay(order.dueOn, on)),
    who: order.addressee ? words.find(order.addressee.name) : words.askCommittee,
    link: { kind: 'order', id: order.id },
  }));
}

function disputes({ standingMilestones }: DigestFacts): Attention[] {
  return standingMilestones
    .filter(({ status }) => status === 'disputed')
    .map(({ project, rung, answer, reportedBy, reportId }) => ({
      kind: 'dispute',
      light: 'behind',
      tag: words.disputed,
      title: words.milestone(project.name, rungWords[rung]),
      why: words.disputeWhy(answer?.by?.name ?? '', answer?.reason ?? ''),
      who: reportedBy ? words.findReporter(reportedBy.name) : words.askCommittee,
      link: { kind: 'report', id: reportId },
    }));
}

function overdueAnswers({ standingMilestones, on }: DigestFacts): Attention[] {
  return standingMilestones
    .filter((milestone) => isAnswerOverdue(milestone, on))
    .map(({ project, rung, side, reportedAt, reportId }) => ({
      kind: 'overdue_answer',
      light: 'behind',
      tag: words.unanswered,
      title: words.milestone(project.name, rungWords[rung]),
      why: words.unansweredWhy(formatDay(parkDay(reportedAt), on), formatDay(answerDueOn(reportedAt), on)),
      who: side === 'park' ? words.askEnterprise : words.askInspectors,
      link: { kind: 'report', id: reportId },
    }));
}

function overdueHazards({ overdueHazards: hazards, on }: DigestFacts): Attention[] {
  const general = hazards.filter(({ severity }) => severity === 'general');
  const [first] = general;
  if (!first) return [];
  return [
    {
      kind: 'overdue_hazards',
      light: 'overdue',
      tag: daysLeftWords(daysBetween(on, first.rectificationDueOn)),
      title: general.length === 1 ? words.hazard(first.project.name, first.title) : words.generalHazards(general.length),
      why: general.length === 1 ? words.hazardWhy[first.status](formatDay(first.rectificationDueOn, on)) : joinNames(general.map(({ title }) => title)),
      who: whoActs(first),
      link: { kind: 'hazard', id: first.id },
    },
  ];
}

function silentProjects({ silentProjects: silent }: DigestFacts): Attention[] {
  const [first] = silent;
  if (!first) return [];
  return [
    {
      kind: 'silent_projects',
      light: 'no_data',
      tag: words.silent,
      title: words.silentTitle(silent.length, silentAfterDays),
      why: joinNames(silent.map(({ name }) => name)),
      who: words.askInspectors,
      link: { kind: 'project', id: first.id },
    },
  ];
}
