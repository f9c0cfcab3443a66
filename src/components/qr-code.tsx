import { Image } from '@tarojs/components';
import { useMemo } from 'react';
import { darkRuns, quietModules } from '../domain/code-sheet';
import { drawingUrl } from '../platform/picture-url';
import { qrMatrix } from './qr-matrix';
import './qr-code.scss';

/** A code to be scanned off this screen, white around it whatever it lies on. `label`: what it is, never what it says. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const url = useMemo(() => drawingUrl(drawCode(text)), [text]);
  return <Image className="qr-code" src={url} ariaLabel={label} />;
}

function drawCode(text: string): string {
  const matrix = qrMatrix(text);
  const side = matrix.length + 2 * quietModules;
  const path = darkRuns(matrix).map(({ x, y, length }) => `M${x + quietModules} ${y + quietModules}h${length}v1h-${length}z`);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}" shape-rendering="crispEdges"><rect width="${side}" height="${side}" fill="#fff"/><path d="${path.join('')}"/></svg>`;
}
