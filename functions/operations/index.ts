// The table of contents: which module answers which operation.
import type { Handlers } from '../kit/endpoint';
import { checklistHandlers } from './checklist';
import { digestHandlers } from './digest';
import { exportHandlers } from './export';
import { hazardHandlers } from './hazard';
import { itemRecordHandlers } from './item-record';
import { jobHandlers } from './job';
import { meHandlers } from './me';
import { milestoneHandlers } from './milestone';
import { noticeHandlers } from './notice';
import { photoHandlers } from './photo';
import { planHandlers } from './plan';
import { planFileHandlers } from './plan-file';
import { projectHandlers } from './project';
import { proofHandlers } from './proof';
import { reportHandlers } from './report';
import { rescueHandlers } from './rescue';
import { sessionHandlers } from './session';
import { staffHandlers } from './staff';
import { submissionHandlers } from './submission';
import { supervisionOrderHandlers } from './supervision-order';
import { systemHandlers } from './system';
import { todayHandlers } from './today';

export const apiHandlers: Handlers = {
  ...sessionHandlers,
  ...meHandlers,
  ...todayHandlers,
  ...noticeHandlers,
  ...submissionHandlers,
  ...rescueHandlers,
  ...photoHandlers,
  ...reportHandlers,
  ...projectHandlers,
  ...milestoneHandlers,
  ...checklistHandlers,
  ...hazardHandlers,
  ...supervisionOrderHandlers,
  ...planHandlers,
  ...planFileHandlers,
  ...itemRecordHandlers,
  ...digestHandlers,
  ...exportHandlers,
  ...proofHandlers,
  ...staffHandlers,
  ...systemHandlers,
};

export const cronHandlers: Handlers = jobHandlers;
