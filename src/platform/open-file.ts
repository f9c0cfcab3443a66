/**
 * A file that the server made, handed to the person. H5: the browser saves it under the name that its answer gives. WeChat:
 * fetched into USER_DATA_PATH, then shown by the system's own viewer, whose menu forwards it, or sent into a chat at once.
 */
import Taro from '@tarojs/taro';
import { callWechat, type Callbacks } from './wechat-call';

/** Rejects when it could not be fetched or shown. `name` is what the receiver of a forwarded file sees. */
export async function openFile(url: string, name: string): Promise<void> {
  if (process.env.TARO_ENV !== 'weapp') return saveInBrowser(url);
  const filePath = await fetchInWechat(url, name);
  await callWechat((callbacks) => void Taro.openDocument({ filePath, showMenu: true, ...callbacks }));
}

export type Forwarded = 'sent' | 'cancelled' | 'tap_again';

/**
 * WeChat alone. Opens the choice of a chat, which is allowed during a tap only: a fetch may have outlasted it, and then
 * the next tap finds the file here. Rejects when it could not be fetched.
 */
export async function forwardFile(url: string, name: string): Promise<Forwarded> {
  const filePath = await fetchInWechat(url, name);
  return callWechat((callbacks) => void Taro.shareFileMessage({ filePath, fileName: name, ...callbacks })).then(
    () => 'sent',
    ({ errMsg = '' }: { errMsg?: string }) => (/tap/i.test(errMsg) ? 'tap_again' : 'cancelled'),
  );
}

function saveInBrowser(url: string): void {
  const link = document.createElement('a');
  link.href = url;
  link.download = '';
  link.style.display = 'none';
  document.body.appendChild(link);
  link.click();
  link.remove();
}

/** Its name holds the document's code, so what is here under that name is that file. The folder is emptied at each start. */
async function fetchInWechat(url: string, name: string): Promise<string> {
  const directory = `${Taro.env.USER_DATA_PATH}/exports`;
  const filePath = `${directory}/${name}`;
  const disk = Taro.getFileSystemManager();
  const attempt = (start: (callbacks: Callbacks<unknown>) => void) => callWechat(start).then(() => true, () => false);
  if (await attempt((callbacks) => disk.access({ path: filePath, ...callbacks }))) return filePath;
  // Fails when it is there already; a real failure shows in what follows.
  await attempt((callbacks) => disk.mkdir({ dirPath: directory, recursive: true, ...callbacks }));
  const { statusCode } = await callWechat<{ statusCode: number }>((callbacks) => void Taro.downloadFile({ url, filePath, ...callbacks }));
  if (statusCode === 200) return filePath;
  // A refusal is written there, too.
  await attempt((callbacks) => disk.unlink({ filePath, ...callbacks }));
  throw new Error(`downloadFile: ${statusCode}`);
}
