/**
 * The chosen type size (标准, 大, 特大). app.tsx provides it; Screen and sheets carry it as a class, since everything inside
 * them takes its sizes from there (tokens.scss).
 */
import { createContext, useContext } from 'react';

export type TypeSize = 'standard' | 'large' | 'extra_large';

const TypeSizeContext = createContext<TypeSize>('standard');

export const TypeSizeProvider = TypeSizeContext.Provider;

export function useTypeSize(): TypeSize {
  return useContext(TypeSizeContext);
}

export function useTypeClass(): string {
  return `type-${useTypeSize()}`;
}
