/**
 * Opens a file that the server made. H5: the browser saves it under the name that its answer gives. WeChat: fetched into
 * USER_DATA_PATH and shown by the system's own viewer, whose menu forwards it.
 */
import Taro from '@tarojs/taro';
import { callWechat, type Callbacks } from './wechat-call';

/** Rejects when it could not be fetched or shown. `name` is what the receiver of a forwarded file sees. */
export async function openFile(url: string, name: string): Promise<void> {
  if (process.env.TARO_ENV === 'weapp') await openInWechat(url, name);
  else saveInBrowser(url);
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

async function openInWechat(url: string, name: string): Promise<void> {
  const directory = `${Taro.env.USER_DATA_PATH}/exports`;
  const filePath = `${directory}/${name}`;
  const call = <Result>(start: (callbacks: Callbacks<Result>) => void) => callWechat<Result>(start);
  // Fails when it is there already; a real failure shows in what follows.
  await call((callbacks) => Taro.getFileSystemManager().mkdir({ dirPath: directory, recursive: true, ...callbacks })).catch(() => undefined);
  const { statusCode } = await call<{ statusCode: number }>((callbacks) => void Taro.downloadFile({ url, filePath, ...callbacks }));
  if (statusCode !== 200) throw new Error(`downloadFile: ${statusCode}`);
  await call((callbacks) => void Taro.openDocument({ filePath, showMenu: true, ...callbacks }));
}
