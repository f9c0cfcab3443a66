import { useRead } from './query';

export const useReport = (id: string) => useRead('report.read', { params: { id } });
