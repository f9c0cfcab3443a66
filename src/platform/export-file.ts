/**
 * A file that is written piece by piece and then given to the person: a rescue file, a plan, a sheet of codes. H5: a download, from Blob parts that the browser
 * may keep on disk. WeChat: appended to a file in USER_DATA_PATH (of the 200 MB in all), then shared into a chat.
 */
import Taro from '@tarojs/taro';
import { toStorageError } from './storage-error';
import { callWechat, type Callbacks } from './wechat-call';

export interface ExportFile {
  /** Resolves when it is written. Rejects with StorageError. */
  append(bytes: Uint8Array): Promise<void>;
  /**
   * Gives the file to the person: saves it on H5, opens the choice of a chat in WeChat, which allows it during a tap
   * only. False when the person or the system declined; a browser never says, so that true means handed over, not kept.
   * It may be called again.
   */
  give(): Promise<boolean>;
  /** The system's own viewer, whose menu prints and forwards (WeChat); on H5 the browser's copy is opened by the person. */
  show(): Promise<boolean>;
  /** Frees what it takes up, unless it was given: WeChat may still be sending it. */
  discard(): Promise<void>;
}

/** How the file reaches the office: decides what the button says. */
export const exportGoesTo: 'download' | 'chat' = process.env.TARO_ENV === 'weapp' ? 'chat' : 'download';

/** Rejects with StorageError. `name` is what the receiver sees; its ending says what it is. */
export const startExportFile = (name: string): Promise<ExportFile> =>
  process.env.TARO_ENV === 'weapp' ? startInWechat(name) : Promise.resolve(startInBrowser(name));

/** Long enough for a slow phone to take the file over; the address costs nothing meanwhile. */
const addressLifeMs = 60_000;

const types: Record<string, string> = { json: 'application/json', pdf: 'application/pdf', zip: 'application/zip' };

function startInBrowser(name: string): ExportFile {
  let parts: Blob[] = [];
  const give = async () => {
    const url = URL.createObjectURL(new Blob(parts, { type: types[name.split('.').at(-1)!] }));
    const link = document.createElement('a');
    link.href = url;
    link.download = name;
    link.style.display = 'none';
    document.body.appendChild(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(url), addressLifeMs);
    return true;
  };
  return {
    append: async (bytes) => void parts.push(new Blob([bytes as BlobPart])),
    give,
    show: give,
    discard: async () => {
      parts = [];
    },
  };
}

const exportDirectory = () => `${Taro.env.USER_DATA_PATH}/exports`;

const attempt = <Result = unknown>(start: (callbacks: Callbacks<Result>) => void) => callWechat(start).catch(() => null);

/** Removes copies of earlier exports, given or cut off: they take room that photos need. For the start of the app. */
export async function clearExports(): Promise<void> {
  if (process.env.TARO_ENV !== 'weapp') return;
  const disk = Taro.getFileSystemManager();
  const directory = exportDirectory();
  const found = await attempt<{ files: string[] }>((callbacks) => disk.readdir({ dirPath: directory, ...callbacks }));
  for (const name of found?.files ?? []) await attempt((callbacks) => disk.unlink({ filePath: `${directory}/${name}`, ...callbacks }));
}

async function startInWechat(name: string): Promise<ExportFile> {
  const disk = Taro.getFileSystemManager();
  const directory = exportDirectory();
  const filePath = `${directory}/${name}`;
  let isGiven = false;
  const write = (start: (callbacks: Callbacks<unknown>) => void) =>
    callWechat(start).then(
      () => undefined,
      (error: unknown) => {
        throw toStorageError(error);
      },
    );

  // Fails when it is there already; a real failure shows at the first write.
  await attempt((callbacks) => disk.mkdir({ dirPath: directory, recursive: true, ...callbacks }));
  await clearExports();
  // appendFile wants a file that is there.
  await write((callbacks) => disk.writeFile({ filePath, data: new ArrayBuffer(0), ...callbacks }));

  return {
    append: (bytes) => write((callbacks) => disk.appendFile({ filePath, data: toArrayBuffer(bytes), ...callbacks })),
    give: () =>
      callWechat((callbacks) => void Taro.shareFileMessage({ filePath, fileName: name, ...callbacks })).then(
        () => (isGiven = true),
        () => false,
      ),
    show: () => callWechat((callbacks) => void Taro.openDocument({ filePath, showMenu: true, ...callbacks })).then(() => (isGiven = true), () => false),
    discard: async () => {
      if (!isGiven) await attempt((callbacks) => disk.unlink({ filePath, ...callbacks }));
    },
  };
}

/** WeChat takes whole buffers, and a view may be a part of one. */
function toArrayBuffer({ buffer, byteOffset, byteLength }: Uint8Array): ArrayBuffer {
  return (byteLength === buffer.byteLength ? buffer : buffer.slice(byteOffset, byteOffset + byteLength)) as ArrayBuffer;
}
