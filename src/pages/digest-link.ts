/** Where a line of the digest leads. */
import type { Digest } from '../contract/digest';
import { openPage } from '../platform/navigate';
import { routes } from '../routes';

export type DigestLink = Digest['attention'][number]['link'];

const pageOf: Record<Exclude<DigestLink['kind'], 'plan'>, string> = {
  report: routes.reportDetail,
  hazard: routes.hazardDetail,
  project: routes.projectDetail,
  plan_item: routes.planItem,
  order: routes.supervisionOrder,
};

/** `digestOn` goes along: an order (督办) issued from the page says which digest it came from. */
export const openDigestLink = ({ kind, id }: DigestLink, digestOn: string): void => void (kind === 'plan' ? openPage(routes.plan, { year: id }) : openPage(pageOf[kind], { id, digestOn }));
