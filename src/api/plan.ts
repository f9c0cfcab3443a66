import { useRead } from './query';

export const usePlan = () => useRead('plan.read');

export const usePlanItem = (id: string) => useRead('planItem.read', { params: { id } });
