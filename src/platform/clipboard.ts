/** Copying text: invite codes, links, the export of unsent items. */
import Taro from '@tarojs/taro';

/** False when the system refused; the caller then shows the text for copying by hand. WeChat shows its own toast on success. */
export async function copyText(text: string): Promise<boolean> {
  if (process.env.TARO_ENV === 'weapp') {
    try {
      await Taro.setClipboardData({ data: text });
      return true;
    } catch {
      return false;
    }
  }
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text);
  }
}

/** On plain http (a phone on the same network) browsers have no navigator.clipboard. */
function copyBySelection(text: string): boolean {
  const area = document.createElement('textarea');
  area.value = text;
  area.style.position = 'fixed';
  area.style.opacity = '0';
  document.body.appendChild(area);
  area.select();
  try {
    return document.execCommand('copy');
  } finally {
    area.remove();
  }
}
