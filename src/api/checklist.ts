import { useRead } from './query';

export const useChecklists = () => useRead('checklist.list');
