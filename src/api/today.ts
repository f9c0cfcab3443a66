import { useRead } from './query';

export const useToday = () => useRead('today.read');
