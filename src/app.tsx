import './polyfill';
import { type PropsWithChildren, useEffect, useState } from 'react';
import './components/nutui-setup';
import { TypeSizeProvider } from './components/type-size';
import { readSystemTextSize } from './platform/device';
import { onForeground } from './platform/lifecycle';
import './app.scss';

/** Composes the app. Follows the phone's own type size, read again whenever the app returns to the front. */
export default function App({ children }: PropsWithChildren) {
  const [typeSize, setTypeSize] = useState(readSystemTextSize);
  useEffect(() => onForeground(() => setTypeSize(readSystemTextSize())), []);
  return <TypeSizeProvider value={typeSize}>{children}</TypeSizeProvider>;
}
