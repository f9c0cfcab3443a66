import { Popup } from '@nutui/nutui-react-taro';
import { ScrollView, View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { overlayRoot } from '../platform/device';
import { usePageLeft } from '../platform/page';
import { common } from '../text/common';
import { a11y } from './a11y';
import { Icon } from './icon';
import { useTypeClass } from './type-size';
import './bottom-sheet.scss';

interface BottomSheetProps {
  isOpen: boolean;
  onClose: () => void;
  title?: string;
  children: ReactNode;
  /** Stays in view under what scrolls: the sheet's buttons. */
  footer?: ReactNode;
}

/** Slides up over the page. A tap beside it closes it, so nothing in it may be lost by that. */
export function BottomSheet({ isOpen, onClose, title, children, footer }: BottomSheetProps) {
  const typeClass = useTypeClass();
  // Popup says onClose also when the page itself closed it, which would undo what the page went on to.
  const handleClose = () => {
    if (isOpen) onClose();
  };
  // Hanging at the body, it would stay over the page that the browser's back button leads to.
  usePageLeft(handleClose);
  return (
    <Popup visible={isOpen} position="bottom" round lockScroll destroyOnClose portal={overlayRoot} className="bottom-sheet" onClose={handleClose}>
      <View className={`bottom-sheet-inner ${typeClass}`} {...a11y('dialog', { label: title })}>
        {title && (
          <View className="bottom-sheet-head">
            <View className="bottom-sheet-title">{title}</View>
            <View className="bottom-sheet-close" {...a11y('button', { label: common.close })} onClick={onClose}>
              <Icon name="close" />
            </View>
          </View>
        )}
        <ScrollView scrollY className="bottom-sheet-body">
          {children}
        </ScrollView>
        {footer && <View className="bottom-sheet-footer">{footer}</View>}
      </View>
    </Popup>
  );
}
