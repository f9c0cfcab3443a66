// 记录: what was sent, read back.
import type { MilestoneReport } from '../../src/contract/milestone';
import type { Report, ReportDetail } from '../../src/contract/report';
import { answerDueOn } from '../../src/domain/milestone';
import type { Handlers } from '../kit/endpoint';
import { withPhotoUrls } from './photo';

/** A row of private.milestone_report_row. */
export type MilestoneReportRow = Omit<MilestoneReport, 'answerDueOn'>;

export const toMilestoneReport = <T extends MilestoneReportRow>(row: T) => ({ ...row, answerDueOn: answerDueOn(row.reportedAt) });

export const reportHandlers: Handlers = {
  'report.list': async (deps, { call, query, origin }) => {
    const page = (await call('list_reports', {
      p_limit: query.limit ?? 30,
      p_mine: query.mine === 'true',
      p_project_id: query.projectId,
      p_kind: query.kind,
      p_before: query.before as never,
    })) as { items: Report[]; next: string | null };
    return withPhotoUrls(deps, origin, page);
  },

  'report.read': async (deps, { call, params, origin }) => {
    const row = (await call('read_report', { p_id: params.id! })) as ReportDetail & { milestoneReport: MilestoneReportRow | null };
    const { body, ...rest } = row;
    const signed = await withPhotoUrls(deps, origin, { ...rest, milestoneReport: row.milestoneReport && toMilestoneReport(row.milestoneReport) });
    // The body holds a manifest of its own under `photos`; it is shown exactly as it was sent.
    return { ...signed, body };
  },
};
