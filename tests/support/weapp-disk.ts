// WeChat's file system, camera and canvas for the mini-program harness: files survive a restart, temporary files do not.
// The canvas does not draw; it hands out real JPEG files, each different, which is all that the queue and server see.
import { tinyJpeg } from './photos';

type Callbacks<T = object> = { success?: (answer: T & { errMsg: string }) => void; fail?: (error: { errMsg: string }) => void };

const userData = 'wxfile://usr';

/** `shot` is what the camera hands over, `size` what decoding it gives; without them each shot is another tiny one. */
export function createWechatDisk({ shot, size = { width: 1600, height: 1200 } }: { shot?: Uint8Array; size?: { width: number; height: number } } = {}) {
  const drawnTexts: string[] = [];
  const files = new Map<string, Uint8Array>();
  const directories = new Set<string>([userData]);
  let made = 0;

  const missing = (call: string, path: string) => ({ errMsg: `${call}:fail no such file or directory, ${path}` });
  /** WeChat answers in a later turn. */
  const soon = (run: () => void) => void setTimeout(run, 0);
  const answer = <T extends object>({ success, fail }: Callbacks<T>, call: string, path: string, work: () => T | null) =>
    soon(() => {
      const value = work();
      if (value) success?.({ ...value, errMsg: `${call}:ok` });
      else fail?.(missing(call, path));
    });
  const copy = (data: ArrayBuffer | string) => (typeof data === 'string' ? new TextEncoder().encode(data) : new Uint8Array(data).slice());

  const manager = {
    mkdir: (o: { dirPath: string } & Callbacks) => answer(o, 'mkdir', o.dirPath, () => (directories.has(o.dirPath) ? null : (directories.add(o.dirPath), {}))),
    access: (o: { path: string } & Callbacks) => answer(o, 'access', o.path, () => (files.has(o.path) || directories.has(o.path) ? {} : null)),
    readdir: (o: { dirPath: string } & Callbacks<{ files: string[] }>) =>
      answer(o, 'readdir', o.dirPath, () => ({ files: [...files.keys()].filter((path) => path.startsWith(`${o.dirPath}/`)).map((path) => path.slice(o.dirPath.length + 1)) })),
    readFile: (o: { filePath: string } & Callbacks<{ data: ArrayBuffer }>) =>
      answer(o, 'readFile', o.filePath, () => {
        const bytes = files.get(o.filePath);
        return bytes ? { data: bytes.slice().buffer } : null;
      }),
    writeFile: (o: { filePath: string; data: ArrayBuffer | string } & Callbacks) => answer(o, 'writeFile', o.filePath, () => (files.set(o.filePath, copy(o.data)), {})),
    unlink: (o: { filePath: string } & Callbacks) => answer(o, 'unlink', o.filePath, () => (files.delete(o.filePath) ? {} : null)),
    rename: (o: { oldPath: string; newPath: string } & Callbacks) =>
      answer(o, 'rename', o.oldPath, () => {
        const bytes = files.get(o.oldPath);
        if (!bytes || files.has(o.newPath)) return null;
        files.delete(o.oldPath);
        files.set(o.newPath, bytes);
        return {};
      }),
    stat: (o: { path: string } & Callbacks<{ stats: { size: number } }>) =>
      answer(o, 'stat', o.path, () => {
        const bytes = files.get(o.path);
        return bytes ? { stats: { size: bytes.length } } : null;
      }),
  };

  const drawing: Record<string, (text: string) => unknown> = {
    measureText: (text) => ({ width: text.length * 12 }),
    fillText: (text) => drawnTexts.push(text),
  };

  const temporary = (bytes: Uint8Array): string => {
    const path = `http://tmp/${(made += 1)}.jpg`;
    files.set(path, bytes);
    return path;
  };

  return {
    files,
    drawnTexts,
    /** What a killed WeChat leaves behind. */
    forgetTemporaryFiles: () => [...files.keys()].filter((path) => path.startsWith('http://tmp/')).forEach((path) => files.delete(path)),
    wx: {
      getFileSystemManager: () => manager,
      chooseMedia: ({ success }: Callbacks<{ tempFiles: { tempFilePath: string }[] }>) => soon(() => success?.({ tempFiles: [{ tempFilePath: temporary(shot ?? tinyJpeg(`taken ${made}`, 20_000)) }], errMsg: 'chooseMedia:ok' })),
      createOffscreenCanvas: () => ({
        width: 1,
        height: 1,
        getContext: () => new Proxy({}, { get: (_, name) => drawing[String(name)] ?? (() => undefined), set: () => true }),
        createImage: () => {
          const image = { ...size, onload: () => undefined, onerror: (_error: unknown) => undefined };
          return Object.defineProperty(image, 'src', { set: (path: string) => soon(() => (files.has(path) ? image.onload() : image.onerror(missing('image', path)))) });
        },
      }),
      canvasToTempFilePath: ({ destWidth, success }: { destWidth: number } & Callbacks<{ tempFilePath: string }>) =>
        soon(() => success?.({ tempFilePath: temporary(tinyJpeg(`drawn ${made} ${destWidth}`, destWidth > 320 ? 150_000 : 8_000)), errMsg: 'canvasToTempFilePath:ok' })),
    },
  };
}
