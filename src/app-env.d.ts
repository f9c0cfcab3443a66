/// <reference types="@tarojs/taro" />

/**
 * The three build-time constants the phone may read; everything else of `process` stays a type error there.
 * Taro's compiler replaces each by a literal. TARO_ENV is read in src/platform only.
 */
declare namespace NodeJS {
  interface ProcessEnv {
    NODE_ENV?: string;
    TARO_ENV?: 'weapp' | 'h5';
    TARO_APP_API?: string;
  }
  interface Process {
    env: ProcessEnv;
  }
}
declare var process: NodeJS.Process;

declare module '*.png' {
  const url: string;
  export default url;
}
declare module '*.scss';
/** The part without canvas and PNG, which the package's types leave out. */
declare module 'qrcode/lib/core/qrcode' {
  export function create(segments: { data: string; mode: 'byte' }[], options: { errorCorrectionLevel: 'L' | 'M' | 'Q' | 'H' }): { modules: { size: number; data: Uint8Array } };
}
/** Declared here by hand: the package's own types would bring those of Node into the phone's code. */
declare module 'exifr/dist/lite.esm.js' {
  export function parse(file: Uint8Array, options: object): Promise<unknown>;
}
